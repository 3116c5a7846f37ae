-- Readmissions from the sample files, in SQL (window functions; the program follows each person row by row).
-- Input: personer_raw, leveranser_raw, vardtillfallen_raw, kommuner as imported.  Output: table "result".
--
-- Choices, beside each the key of the definition that has to say the same:
--   C1  identical records count once (design 6.3)
--   C2  rows that end before they begin are dropped; an impossible date is unknown, hence ongoing   (cleaning)
--   C3  episode.join_within_days 1, join_when utskrivningssatt = '1' or next.inskrivningssatt = '1' or next.vardform in
--       ('GERIATRIK', 'REHAB'), unknown = not met
--   C4  episode.overlap join, episode.same_day join, episode.ongoing event_only (an empty end is later than all)
--   C5  rows sort by start, end (ongoing last), vardtillfalle_id; "last" is the greatest end, ties by start, then key
--   C6  index.where: age at the end of the episode; unknown age is no index.  alla_aldrar has no such condition
--   C7  index.exclude in this order: avliden (last.utskrivningssatt = '4' or dodsdatum <= end), psykiatri (last.vardform)
--   C8  follow_up.moved exclude: flytt_datum in [end, end + days], both inside
--   C9  follow_up.incomplete exclude_index: end + days > complete_until of the län of the first row's kommunkod;
--       complete_until: each supplier's deliveries are followed while they touch or overlap, then the least supplier.
--       Unknown kommun: the least of all suppliers.  A län without deliveries is not part of the report
--   C10 follow_up.death keep
--   C11 event: the first row of a later episode is unplanned and not psychiatric, day_from <= start - end <= day_to;
--       unknown planerad is not met; an unknown vardform counts as not psychiatric
--   C12 event.take any_later_episode: whatever lies between does not end the search
--   C13 period by the end of the index; kommunkod of its first row; kon of the person
--   C14 look-ups in personer are valid at the inskrivningsdatum of the episode's first row
--   C15 patienter: count persons; met if any index of the period is met; stratum of the last index of the period
--   C16 7d: day_to 7 and follow_up.days 7
--   C17 a birth given as YYYY or YYYY-MM is the middle of it (1 July, day 15): no sample person is near 65 then

-- date(julianday(x)) = x holds for days that exist only (date('2024-02-30') alone gives the text back).

CREATE TABLE deliveries AS
SELECT DISTINCT substr(lamnare, 1, 2) AS lan, lamnare,
       CAST(julianday(period_fran) + 0.5 AS INTEGER) AS first, CAST(julianday(period_till) + 0.5 AS INTEGER) AS last
  FROM leveranser_raw WHERE dataset = 'vardtillfallen';

CREATE TABLE complete AS
WITH reach AS (
  SELECT *, max(last) OVER (PARTITION BY lamnare ORDER BY first, last ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
    FROM deliveries),
gaps AS (
  SELECT *, sum(before IS NOT NULL AND first > before + 1) OVER (PARTITION BY lamnare ORDER BY first, last) AS gap FROM reach)
SELECT lan, min(until) AS until FROM (SELECT lan, lamnare, max(last) AS until FROM gaps WHERE gap = 0 GROUP BY lan, lamnare)
 GROUP BY lan;

CREATE TABLE personer AS
SELECT DISTINCT "Person ID" AS person,
       CASE length("Födelsedatum") WHEN 4 THEN "Födelsedatum" || '-07-01' WHEN 7 THEN "Födelsedatum" || '-15' ELSE "Födelsedatum" END AS born,
       CASE "Kön" WHEN 'Kvinna' THEN 'K' WHEN 'Man' THEN 'M' WHEN '' THEN NULL ELSE "Kön" END AS kon,
       CASE WHEN date(julianday("Dödsdatum")) = "Dödsdatum" THEN CAST(julianday("Dödsdatum") + 0.5 AS INTEGER) END AS dead,
       CASE WHEN date(julianday("Flytt-datum")) = "Flytt-datum" THEN CAST(julianday("Flytt-datum") + 0.5 AS INTEGER) END AS moved,
       CASE WHEN "Giltig från" = '' THEN -1 ELSE CAST(julianday("Giltig från") + 0.5 AS INTEGER) END AS valid_from,
       CASE WHEN "Giltig till" = '' THEN 99999999 ELSE CAST(julianday("Giltig till") + 0.5 AS INTEGER) END AS valid_to
  FROM personer_raw;
CREATE INDEX personer_person ON personer (person);

-- One row per record.  99999999 is an ongoing stay.
CREATE TABLE stays AS
WITH typed AS (
  SELECT DISTINCT "Vårdtillfälle ID" AS id, "Person ID" AS person,
         (SELECT kommunkod FROM kommuner WHERE kommunkod = substr('0000' || r.Kommunkod, -4)) AS kommunkod,
         CAST(julianday(substr(Inskrivningsdatum, 1, 10)) + 0.5 AS INTEGER) AS start,
         CASE WHEN date(julianday(substr(Utskrivningsdatum, 1, 10))) = substr(Utskrivningsdatum, 1, 10)
                   AND substr(Utskrivningsdatum, 1, 10) NOT IN ('9999-12-31', '2099-12-31')
              THEN CAST(julianday(substr(Utskrivningsdatum, 1, 10)) + 0.5 AS INTEGER) ELSE 99999999 END AS stop,
         "Inskrivningssätt" AS insatt, "Utskrivningssätt" AS utsatt,
         CASE Planerad WHEN '1' THEN 'J' WHEN '2' THEN 'N' ELSE Planerad END AS planned, "Vårdform" AS form
    FROM vardtillfallen_raw r)
SELECT *, printf('%08d%08d%s', stop, start, id) AS rank FROM typed WHERE stop >= start;
CREATE UNIQUE INDEX stays_id ON stays (id);

-- Until a new episode begins, the latest end of the person's earlier rows is the latest end of the episode so far:
-- a row that begins an episode ends no earlier than it starts, and it starts after all ends before it.
CREATE TABLE linked AS
WITH before AS (
  SELECT *, max(rank) OVER (PARTITION BY person ORDER BY start, stop, id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS latest
    FROM stays)
SELECT b.*,
       CASE WHEN b.latest IS NULL THEN 1
            WHEN b.start <= l.stop THEN 0
            WHEN b.start = l.stop + 1 AND (l.utsatt = '1' OR b.insatt = '1' OR b.form IN ('GERIATRIK', 'REHAB')) THEN 0
            ELSE 1 END AS fresh
  FROM before b LEFT JOIN stays l ON l.id = substr(b.latest, 17);

CREATE TABLE episodes AS
WITH numbered AS (
  SELECT *, sum(fresh) OVER (PARTITION BY person ORDER BY start, stop, id) AS number FROM linked),
bounds AS (
  SELECT person, number, min(start) AS start, max(stop) AS stop, max(rank) AS last_rank,
         min(printf('%08d%08d%s', start, stop, id)) AS first_rank
    FROM numbered GROUP BY person, number)
SELECT b.person, b.number, b.start, b.stop, f.planned AS first_planned, f.form AS first_form, f.kommunkod,
       substr(f.kommunkod, 1, 2) AS lan, l.utsatt AS last_utsatt, l.form AS last_form
  FROM bounds b JOIN stays f ON f.id = substr(b.first_rank, 17) JOIN stays l ON l.id = substr(b.last_rank, 17);
CREATE INDEX episodes_person ON episodes (person, start);

CREATE TABLE measures (indicator, min_age, day_from, day_to, follow, persons);
INSERT INTO measures VALUES
  ('aterinskrivningar_30d_65plus', 65, 1, 30, 30, 0),
  ('aterinskrivningar_7d_65plus', 65, 1, 7, 7, 0),
  ('aterinskrivningar_30d_alla_aldrar', NULL, 1, 30, 30, 0),
  ('aterinskrivningar_30d_patienter', 65, 1, 30, 30, 1);

CREATE TABLE indexes AS
WITH candidates AS (
  SELECT e.*, p.born, p.kon, p.dead, p.moved,
         CAST(strftime('%Y%m%d', e.stop - 0.5) AS INTEGER) AS stop_ymd,
         coalesce((SELECT until FROM complete c WHERE c.lan = e.lan),
                  CASE WHEN e.lan IS NULL THEN (SELECT min(until) FROM complete) ELSE -1 END) AS until
    FROM episodes e
    LEFT JOIN personer p ON p.person = e.person AND e.start BETWEEN p.valid_from AND p.valid_to
   WHERE e.stop < 99999999)
SELECT m.indicator, m.persons, c.person, c.start, c.stop, c.lan, c.kommunkod, c.kon,
       substr(c.stop_ymd, 1, 4) AS year, substr(c.stop_ymd, 1, 4) || '-' || substr(c.stop_ymd, 5, 2) AS month,
       EXISTS (SELECT 1 FROM episodes x
                WHERE x.person = c.person AND x.start - c.stop BETWEEN m.day_from AND m.day_to
                  AND x.first_planned = 'N' AND x.first_form <> 'PSYKIATRI') AS met
  FROM candidates c CROSS JOIN measures m
 WHERE (m.min_age IS NULL OR (c.stop_ymd - CAST(replace(c.born, '-', '') AS INTEGER)) / 10000 >= m.min_age)
   AND NOT (c.last_utsatt = '4' OR coalesce(c.dead <= c.stop, 0))
   AND c.last_form <> 'PSYKIATRI'
   AND NOT coalesce(c.moved BETWEEN c.stop AND c.stop + m.follow, 0)
   AND c.stop + m.follow <= c.until
   AND c.stop_ymd BETWEEN 20230101 AND 20241231;

CREATE TABLE counted AS
SELECT indicator, month AS period, lan, kommunkod, kon, met, person FROM indexes WHERE persons = 0
UNION ALL
SELECT indicator, year, lan, kommunkod, kon, met, person FROM indexes WHERE persons = 0
UNION ALL
SELECT indicator, period, lan, kommunkod, kon, met, NULL FROM (
  SELECT indicator, period, lan, kommunkod, kon, max(met) OVER w AS met, row_number() OVER (PARTITION BY indicator, period, person ORDER BY stop DESC) AS back
    FROM (SELECT *, month AS period FROM indexes WHERE persons = 1 UNION ALL SELECT *, year AS period FROM indexes WHERE persons = 1)
  WINDOW w AS (PARTITION BY indicator, period, person)) WHERE back = 1;

-- An empty group column is not part of the cell's group; "null" is an unknown value.
CREATE VIEW placed AS
SELECT indicator, period, coalesce(lan, 'null') AS lan, '' AS kommunkod, '' AS kon, met, person FROM counted
UNION ALL
SELECT indicator, period, coalesce(lan, 'null'), '', coalesce(kon, 'null'), met, person FROM counted
UNION ALL
SELECT indicator, period, '', coalesce(kommunkod, 'null'), '', met, person FROM counted
UNION ALL
SELECT indicator, period, '', coalesce(kommunkod, 'null'), coalesce(kon, 'null'), met, person FROM counted;

-- The episodes of a person belong together: v = m/(m-1) * sum (y_i - p n_i)^2 / n^2 over m persons, and the effective number is
-- p(1-p)/v, at most n; n^2 / sum n_i^2 where v is 0; none for one person.  Who counts once has none.
CREATE VIEW result AS
WITH each AS (
 SELECT indicator, period, lan, kommunkod, kon, person, sum(met) AS y, count(*) AS n FROM placed GROUP BY 1, 2, 3, 4, 5, 6),
shares AS (
 SELECT indicator, period, lan, kommunkod, kon, sum(y) AS y, sum(n) AS n, 1.0 * sum(y) / sum(n) AS p, count(person) AS m, 1.0 * sum(n * n) AS nn
   FROM each GROUP BY 1, 2, 3, 4, 5),
varied AS (
 SELECT s.*, s.m / (s.m - 1.0) * sum((e.y - s.p * e.n) * (e.y - s.p * e.n)) / (1.0 * s.n * s.n) AS v
   FROM shares s JOIN each e USING (indicator, period, lan, kommunkod, kon) GROUP BY s.indicator, s.period, s.lan, s.kommunkod, s.kon)
SELECT indicator, period, lan, kommunkod, kon, y AS numerator, n AS denominator,
       CASE WHEN m < 2 THEN NULL WHEN v < 1e-20 THEN 1.0 * n * n / nn ELSE min(n, p * (1 - p) / v) END AS n_effective
  FROM varied;
