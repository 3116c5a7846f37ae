-- Units of several rows, and rows in other datasets, in SQL.  Input: planer_raw, insatser_raw, svar_raw, leveranser_raw, kommuner as
-- imported.  Output: table "result".  The choices are those of the definitions in catalogue/prov; an empty cell is unknown.

CREATE TABLE planer AS
SELECT plan_id AS id, nullif(person_id, '') AS person, nullif(kommunkod, '') AS kommunkod,
       (SELECT lanskod FROM kommuner k WHERE k.kommunkod = p.kommunkod) AS lan, nullif(kon, '') AS kon, nullif(kalla, '') AS kalla,
       nullif(typ, '') AS typ, nullif(datum, '') AS datum, CAST(julianday(nullif(datum, '')) + 0.5 AS INTEGER) AS day,
       CAST(julianday(nullif(slut_datum, '')) + 0.5 AS INTEGER) AS ends, CAST(julianday(nullif(uppfoljd_datum, '')) + 0.5 AS INTEGER) AS followed,
       deltog = 'J' AS took_part
  FROM planer_raw p;

CREATE TABLE insatser AS
SELECT brukare AS person, typ, CAST(julianday(start_datum) + 0.5 AS INTEGER) AS first,
       CASE WHEN slut_datum = '' THEN 99999999 ELSE CAST(julianday(slut_datum) + 0.5 AS INTEGER) END AS last
  FROM insatser_raw WHERE brukare <> '' AND start_datum <> '' AND (slut_datum = '' OR slut_datum >= start_datum);
CREATE INDEX insatser_person ON insatser (person, typ);

CREATE TABLE svar AS
SELECT svar_id AS id, omgang, respondent_id AS respondent, nullif(kommunkod, '') AS kommunkod,
       (SELECT lanskod FROM kommuner k WHERE k.kommunkod = s.kommunkod) AS lan, nullif(kon, '') AS kon, fraga_id AS fraga, nullif(dag, '') AS dag,
       CAST(nullif(svar_tal, '') AS REAL) AS tal
  FROM svar_raw s WHERE omgang <> '' AND respondent_id <> '';

CREATE TABLE periods AS
WITH RECURSIVE months(first) AS (SELECT '2023-01-01' UNION ALL SELECT date(first, '+1 month') FROM months WHERE first < '2024-12-01')
SELECT substr(first, 1, 7) AS label, CAST(julianday(first, '+1 month', '-1 day') + 0.5 AS INTEGER) AS last FROM months
UNION ALL SELECT y, CAST(julianday(y || '-12-31') + 0.5 AS INTEGER) FROM (SELECT '2023' AS y UNION ALL SELECT '2024');

-- The day so many months before; the day of the month is cut to the length of that month.
CREATE TABLE half_a_year AS
SELECT datum, CAST(julianday(min(date(datum, 'start of month', '-6 months', '+' || (substr(datum, 9) - 1) || ' days'),
                                 date(datum, 'start of month', '-5 months', '-1 day'))) + 0.5 AS INTEGER) AS before
  FROM (SELECT DISTINCT datum FROM planer WHERE datum IS NOT NULL);

-- What counts: by the day of the row (in its month and its year), or in one period.
CREATE TABLE by_day (indicator, datum, kommunkod, lan, kon, met);
CREATE TABLE counted (indicator, period, kommunkod, lan, kon, met);

-- dedupe, anchor, differ: rows of a person and type one after the other, with the groups so far as JSON: first day and sources.
CREATE TABLE merging AS
SELECT *, row_number() OVER (PARTITION BY person, typ ORDER BY day, id) AS n FROM planer
 WHERE person IS NOT NULL AND typ <> 'C' AND day IS NOT NULL;
CREATE INDEX merging_n ON merging (person, typ, n);
INSERT INTO by_day
WITH RECURSIVE step(person, typ, n, id, groups, joins) AS (
  SELECT person, typ, n, id, json_array(json_object('f', day, 's', json_array(kalla))), NULL FROM merging WHERE n = 1
  UNION ALL
  SELECT m.person, m.typ, m.n, m.id,
         CASE WHEN (SELECT min(g.key) FROM json_each(s.groups) g WHERE m.kalla IS NOT NULL AND m.day - json_extract(g.value, '$.f') <= 3
                      AND NOT EXISTS (SELECT 1 FROM json_each(g.value, '$.s') x WHERE x.value IS NULL OR x.value = m.kalla)) IS NULL
              THEN json_insert(s.groups, '$[#]', json_object('f', m.day, 's', json_array(m.kalla)))
              ELSE json_insert(s.groups, '$[' || (SELECT min(g.key) FROM json_each(s.groups) g
                      WHERE m.kalla IS NOT NULL AND m.day - json_extract(g.value, '$.f') <= 3
                        AND NOT EXISTS (SELECT 1 FROM json_each(g.value, '$.s') x WHERE x.value IS NULL OR x.value = m.kalla)) || '].s[#]', m.kalla) END,
         (SELECT min(g.key) FROM json_each(s.groups) g WHERE m.kalla IS NOT NULL AND m.day - json_extract(g.value, '$.f') <= 3
             AND NOT EXISTS (SELECT 1 FROM json_each(g.value, '$.s') x WHERE x.value IS NULL OR x.value = m.kalla))
    FROM step s JOIN merging m ON m.person = s.person AND m.typ = s.typ AND m.n = s.n + 1)
SELECT 'slas_samman', datum, kommunkod, lan, kon, coalesce(took_part, 0) FROM step s JOIN planer p USING (id) WHERE s.joins IS NULL;

-- dedupe, chain, keep last: days with at most ten between them.
INSERT INTO by_day
WITH gaps AS (
  SELECT *, coalesce(day - lag(day) OVER (PARTITION BY person ORDER BY day, id) > 10, 1) AS new FROM planer
   WHERE person IS NOT NULL AND day IS NOT NULL),
chains AS (SELECT *, sum(new) OVER (PARTITION BY person ORDER BY day, id) AS chain FROM gaps),
numbered AS (SELECT *, row_number() OVER (PARTITION BY person, chain ORDER BY day DESC, id DESC) AS n FROM chains)
SELECT 'kedja', datum, kommunkod, lan, kon, coalesce(took_part, 0) FROM numbered WHERE n = 1 AND typ IS NOT NULL;

-- items: one length that all agree on, the last weight, the number and the greatest of the others; the first row gives the rest.
INSERT INTO by_day
WITH ordered AS (
  SELECT *, row_number() OVER (PARTITION BY omgang, respondent ORDER BY dag IS NULL, dag, id) AS n,
         row_number() OVER (PARTITION BY omgang, respondent, fraga, tal IS NULL ORDER BY dag IS NULL DESC, dag DESC, id DESC) AS backwards FROM svar),
items AS (
  SELECT omgang, respondent,
         CASE WHEN min(tal) FILTER (WHERE fraga = 'LANGD') = max(tal) FILTER (WHERE fraga = 'LANGD') THEN min(tal) FILTER (WHERE fraga = 'LANGD') END AS langd,
         max(tal) FILTER (WHERE fraga = 'VIKT' AND backwards = 1 AND tal IS NOT NULL) AS tyngd, count(*) FILTER (WHERE fraga = 'ANNAT') AS antal,
         max(tal) FILTER (WHERE fraga = 'ANNAT') AS hogst
    FROM ordered GROUP BY omgang, respondent)
SELECT 'obesitas', dag, kommunkod, lan, kon, 10000 * tyngd / (langd * langd) >= 30
  FROM items JOIN ordered USING (omgang, respondent)
 WHERE n = 1 AND tyngd > 0 AND coalesce(antal >= 3 OR hogst > 8, 0) = 0 AND langd IS NOT NULL;

-- once_per first, looking back: none of the person and type in the half year before.
INSERT INTO by_day
WITH before AS (
  SELECT *, lag(day) OVER (PARTITION BY person, typ ORDER BY day, id) AS had FROM planer
   WHERE person IS NOT NULL AND typ IS NOT NULL AND day IS NOT NULL)
SELECT 'forsta', datum, kommunkod, lan, kon, coalesce(took_part, 0) FROM before JOIN half_a_year USING (datum) WHERE had IS NULL OR had < before;

-- Each row in its month and in its year.
CREATE TABLE in_period AS
SELECT substr(datum, 1, 7) AS period, * FROM planer WHERE person IS NOT NULL AND datum BETWEEN '2023-01-01' AND '2024-12-31'
UNION ALL SELECT substr(datum, 1, 4), * FROM planer WHERE person IS NOT NULL AND datum BETWEEN '2023-01-01' AND '2024-12-31';

-- once_per last of each period, whatever it is.
INSERT INTO counted
SELECT 'senaste', period, kommunkod, lan, kon, coalesce(took_part, 0)
  FROM (SELECT *, row_number() OVER (PARTITION BY period, person ORDER BY day DESC, id DESC) AS n FROM in_period)
 WHERE n = 1 AND typ IS NOT NULL AND typ <> 'C';

-- once_per any of each period, in the stratum of the last that is in the denominator.
INSERT INTO counted
SELECT 'nagon', period, kommunkod, lan, kon, any
  FROM (SELECT *, row_number() OVER (PARTITION BY period, person ORDER BY day DESC, id DESC) AS n,
               max(coalesce(took_part, 0)) OVER (PARTITION BY period, person) AS any FROM in_period WHERE typ IS NOT NULL)
 WHERE n = 1;

-- A stock: the latest of the person and type that is in force on the last day.
INSERT INTO counted
SELECT 'gallande', label, kommunkod, lan, kon, coalesce(took_part, 0)
  FROM (SELECT *, row_number() OVER (PARTITION BY label, person, typ ORDER BY day DESC, id DESC) AS n
          FROM periods JOIN planer ON day <= periods.last AND (ends IS NULL OR ends >= periods.last)
         WHERE person IS NOT NULL AND typ IS NOT NULL)
 WHERE n = 1;

-- require covers: each of 14 days; exclude_if overlaps: two or more in the week before or after.
CREATE TABLE fourteen AS WITH RECURSIVE d(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM d WHERE n < 13) SELECT n FROM d;
INSERT INTO by_day
SELECT 'hemma', datum, kommunkod, lan, kon, coalesce(took_part, 0) FROM planer p
 WHERE person IS NOT NULL AND typ IS NOT NULL AND day IS NOT NULL
   AND NOT EXISTS (SELECT 1 FROM fourteen WHERE NOT EXISTS (
         SELECT 1 FROM insatser i WHERE i.person = p.person AND i.typ = 'HEMTJANST' AND p.day + n BETWEEN i.first AND i.last))
   AND (SELECT count(*) FROM insatser i WHERE i.person = p.person AND i.typ = 'KORTTID' AND i.first <= p.day + 7 AND i.last >= p.day - 7) < 2;

-- follow-up: 30 days are delivered; a county by all that it has delivered without a gap, an unknown one by the least.
CREATE TABLE reach AS
SELECT substr(lamnare, 1, 2) AS lan, CAST(julianday(max(period_till)) + 0.5 AS INTEGER) AS until FROM leveranser_raw WHERE dataset = 'planer' GROUP BY 1;
INSERT INTO by_day
SELECT 'uppfoljd', datum, kommunkod, lan, kon, coalesce(followed BETWEEN day AND day + 30, 0) FROM planer p
 WHERE typ IS NOT NULL AND day + 30 <= coalesce((SELECT until FROM reach r WHERE r.lan = p.lan), (SELECT min(until) FROM reach));

INSERT INTO counted
SELECT indicator, substr(datum, 1, 7), kommunkod, lan, kon, met FROM by_day WHERE datum BETWEEN '2023-01-01' AND '2024-12-31'
UNION ALL SELECT indicator, substr(datum, 1, 4), kommunkod, lan, kon, met FROM by_day WHERE datum BETWEEN '2023-01-01' AND '2024-12-31';

CREATE TABLE result AS
SELECT indicator, period, '' AS lan, '' AS kommunkod, '' AS kon, sum(met) AS numerator, count(*) AS denominator FROM counted GROUP BY indicator, period
UNION ALL SELECT indicator, period, coalesce(lan, 'null'), '', '', sum(met), count(*) FROM counted GROUP BY indicator, period, lan
UNION ALL SELECT indicator, period, '', coalesce(kommunkod, 'null'), '', sum(met), count(*) FROM counted GROUP BY indicator, period, kommunkod
UNION ALL SELECT indicator, period, coalesce(lan, 'null'), '', coalesce(kon, 'null'), sum(met), count(*) FROM counted GROUP BY indicator, period, lan, kon;
