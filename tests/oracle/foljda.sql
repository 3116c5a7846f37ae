-- Measures of the kind "followed" over made-up stays and contacts, in SQL: each index is joined with all rows of its person
-- (the program looks for them in sorted events).  Input: personer, t (stays), k (contacts), leveranser as imported.
-- Output: table "result".
--
-- Truth is 1, 0 or NULL, as in SQL.  Each measure gives a table of its indexes: indicator, person, unit (the row, or the
-- person where persons are counted), day (of the period), latest (orders the indexes of a person), kommun, met.

CREATE TABLE stays AS
SELECT vardtillfalle_id AS id, person_id AS person, nullif(kommunkod, '') AS kommun, inskrivningsdatum AS start,
       nullif(utskrivningsdatum, '') AS stop, nullif(vardform, '') AS form FROM t;
CREATE TABLE contacts AS
SELECT kontakt_id AS id, person_id AS person, nullif(kommunkod, '') AS kommun, kontakt_datum AS day, nullif(sokte_datum, '') AS sought,
       nullif(kontaktform, '') AS form, nullif(yrkesgrupp, '') AS profession, nullif(genomford, '') AS done FROM k;
CREATE INDEX stays_person ON stays (person);
CREATE INDEX contacts_person ON contacts (person);
CREATE TABLE persons AS SELECT person_id AS person, nullif(dodsdatum, '') AS dead, nullif(flytt_datum, '') AS moved FROM personer;
CREATE UNIQUE INDEX persons_person ON persons (person);

-- The least day over both datasets, and the greatest first day of contacts, by county; of an unknown kommun all counties.
CREATE TABLE reach AS
SELECT lamnare AS lan, min(period_till) AS until, max(period_fran) AS since FROM leveranser GROUP BY lamnare
UNION ALL SELECT '?', min(period_till), max(period_fran) FROM leveranser;
CREATE UNIQUE INDEX reach_lan ON reach (lan);

CREATE TABLE indexes (indicator, person, unit, day, latest, kommun, met);

-- ---- the first contact within 7 days ----
CREATE TABLE one AS
SELECT s.*, date(s.stop, '+7 days') AS until FROM stays s JOIN persons p USING (person)
  JOIN reach r ON r.lan = coalesce(substr(s.kommun, 1, 2), '?')
 WHERE s.stop >= s.start AND s.form = 'SOMATIK' AND NOT coalesce(p.moved BETWEEN s.stop AND date(s.stop, '+7 days'), 0)
   AND date(s.stop, '+7 days') <= r.until;
CREATE TABLE first_of AS
SELECT o.id, min(CASE WHEN c.done = 'J' THEN c.day || c.id END) AS known FROM one o LEFT JOIN contacts c
    ON c.person = o.person AND c.day BETWEEN o.stop AND o.until GROUP BY o.id;
CREATE UNIQUE INDEX first_id ON first_of (id);
-- Contacts that could be the first: the first known one, and those before it of which nobody knows whether they took place.
CREATE TABLE may_be_first AS
SELECT o.id, max(coalesce(c.profession = 'FT', 1)) AS can_be, max(coalesce(c.profession <> 'FT', 1)) AS can_be_not
  FROM one o JOIN first_of f USING (id) JOIN contacts c ON c.person = o.person AND c.day BETWEEN o.stop AND o.until
 WHERE (c.done = 'J' OR c.done IS NULL) AND (f.known IS NULL OR c.day || c.id <= f.known) GROUP BY o.id;
CREATE UNIQUE INDEX may_be_first_id ON may_be_first (id);
INSERT INTO indexes
SELECT 'foljd_forst', person, id, stop, NULL, kommun, met FROM (
  SELECT o.*, f.known, p.dead,
         CASE WHEN coalesce(m.can_be, 0) = 0 THEN 0 WHEN f.known IS NULL OR m.can_be_not = 1 THEN NULL ELSE 1 END AS met
    FROM one o JOIN first_of f USING (id) JOIN persons p USING (person) LEFT JOIN may_be_first m USING (id))
 WHERE met IS NOT NULL AND NOT (known IS NULL AND coalesce(dead BETWEEN stop AND until, 0));

-- ---- no contact on the 30 days before ----
INSERT INTO indexes
SELECT 'foljd_ingen_fore', person, person, start, stop || start || id, kommun, met FROM (
  SELECT s.*, (SELECT CASE WHEN max(c.done = 'J' AND c.profession <> 'SSK') = 1 THEN 0
                           WHEN count(CASE WHEN (c.done = 'J' OR c.done IS NULL) AND (c.profession <> 'SSK' OR c.profession IS NULL) THEN 1 END) > 0 THEN NULL
                           ELSE 1 END
                 FROM contacts c WHERE c.person = s.person AND c.day BETWEEN date(s.start, '-30 days') AND date(s.start, '-1 day')) AS met
    FROM stays s JOIN reach r ON r.lan = coalesce(substr(s.kommun, 1, 2), '?')
   WHERE s.stop >= s.start AND s.form <> 'REHAB' AND s.start <= r.until AND date(s.start, '-30 days') >= r.since);

-- ---- contacts during a stay, or at home ----
INSERT INTO indexes
SELECT 'foljd_under', person, id, day, NULL, kommun,
       max(form = 'HEMBESOK', inpatient) FROM (SELECT c.*, coalesce((SELECT max(coalesce(s.form = 'SOMATIK', 0.5)) FROM stays s
   WHERE s.person = c.person AND s.start <= c.day AND coalesce(s.stop, '9999') >= max(c.day, s.start)), 0) AS inpatient
  FROM contacts c WHERE c.done = 'J');
UPDATE indexes SET met = CASE WHEN met IS NULL OR met = 0.5 THEN 0 ELSE met END WHERE indicator = 'foljd_under';
-- max(NULL, 1) is NULL in SQLite: a form that is unknown does not matter where the person was in.
UPDATE indexes SET met = 1 WHERE indicator = 'foljd_under' AND EXISTS (SELECT 1 FROM stays s JOIN contacts c USING (person)
   WHERE c.id = unit AND s.form = 'SOMATIK' AND s.start <= c.day AND coalesce(s.stop, '9999') >= max(c.day, s.start));

-- ---- all five days around the contact covered ----
CREATE TABLE offsets AS WITH RECURSIVE n(days) AS (VALUES (-2) UNION ALL SELECT days + 1 FROM n WHERE days < 2) SELECT days FROM n;
CREATE TABLE covered AS
SELECT c.id, o.days, (SELECT max(coalesce(s.form IN ('SOMATIK', 'PSYKIATRI'), 0.5)) FROM stays s
   WHERE s.person = c.person AND coalesce(s.stop, '9999') >= s.start
     AND date(c.day, o.days || ' days') BETWEEN s.start AND coalesce(s.stop, '9999')) AS truth
  FROM contacts c CROSS JOIN offsets o;
INSERT INTO indexes
SELECT 'foljd_tackt', c.person, c.id, c.day, NULL, c.kommun, min(coalesce(v.truth, 0)) FROM contacts c JOIN covered v USING (id)
  JOIN reach r ON r.lan = coalesce(substr(c.kommun, 1, 2), '?')
 WHERE date(c.day, '+2 days') <= r.until AND date(c.day, '-2 days') >= r.since GROUP BY c.id HAVING min(coalesce(v.truth, 0)) <> 0.5;

-- ---- persons with any contact with a psychologist ----
INSERT INTO indexes
SELECT 'foljd_nagon_rad', person, person, stop, stop || start || id, kommun,
       EXISTS (SELECT 1 FROM contacts c WHERE c.person = s.person AND c.profession = 'PSYK') FROM stays s WHERE stop >= start;

-- ---- sought or came within 14 days before ----
INSERT INTO indexes
SELECT 'foljd_flera_dagar', person, id, start, NULL, kommun, met FROM (
  SELECT s.*, coalesce((SELECT max(CASE WHEN c.done = 'N' OR c.form <> 'MOTTAGNING' THEN 0 WHEN c.done = 'J' AND c.form = 'MOTTAGNING' THEN 1 ELSE 0.5 END)
      FROM contacts c WHERE c.person = s.person
       AND (c.day BETWEEN date(s.start, '-14 days') AND date(s.start, '-1 day') OR c.sought BETWEEN date(s.start, '-14 days') AND date(s.start, '-1 day'))), 0) AS met
    FROM stays s WHERE s.stop >= s.start) WHERE met <> 0.5;

-- ---- the last stay on the days around the contact ----
CREATE TABLE around AS
SELECT c.*, date(c.day, '-5 days') AS low, date(c.day, '+5 days') AS high FROM contacts c JOIN persons p USING (person)
  JOIN reach r ON r.lan = coalesce(substr(c.kommun, 1, 2), '?')
 WHERE c.profession = 'FT' AND date(c.day, '+5 days') <= r.until AND date(c.day, '-5 days') >= r.since
   AND NOT coalesce(p.dead BETWEEN c.day AND date(c.day, '+5 days'), 0);
INSERT INTO indexes
SELECT 'foljd_sist', person, id, day, NULL, kommun, met FROM (
  SELECT a.*, CASE WHEN l.last IS NULL THEN 0 ELSE s.form = 'SOMATIK' END AS met FROM around a JOIN (
    SELECT a.id, max(s.start || coalesce(s.stop, '9999-99-99') || s.id) AS last FROM around a LEFT JOIN stays s
        ON s.person = a.person AND coalesce(s.stop, '9999') >= s.start AND s.start <= a.high AND coalesce(s.stop, '9999') >= a.low GROUP BY a.id) l USING (id)
    LEFT JOIN stays s ON s.id = substr(l.last, 21)) WHERE met IS NOT NULL;

-- ---- cells: indexes, or persons once a period: met if any index is, in the kommun of the last one ----
UPDATE indexes SET met = coalesce(met, 0);
CREATE TABLE periods AS
SELECT *, substr(day, 1, 7) AS period FROM indexes WHERE day BETWEEN '2023-01-01' AND '2024-12-31'
UNION ALL SELECT *, substr(day, 1, 4) FROM indexes WHERE day BETWEEN '2023-01-01' AND '2024-12-31';
CREATE TABLE counted AS
SELECT indicator, period, kommun, met FROM periods WHERE latest IS NULL
UNION ALL SELECT indicator, period, kommun, met FROM (
  SELECT indicator, period, kommun, max(met) OVER w AS met,
         row_number() OVER (PARTITION BY indicator, period, unit ORDER BY latest DESC) AS back
    FROM periods WHERE latest IS NOT NULL WINDOW w AS (PARTITION BY indicator, period, unit)) WHERE back = 1;
CREATE TABLE result AS
SELECT indicator, period, '' AS lan, '' AS kommunkod, '' AS kon, CAST(sum(met) AS INTEGER) AS numerator, count(*) AS denominator FROM counted GROUP BY 1, 2
UNION ALL SELECT indicator, period, coalesce(substr(kommun, 1, 2), 'null'), '', '', CAST(sum(met) AS INTEGER), count(*) FROM counted GROUP BY 1, 2, 3
UNION ALL SELECT indicator, period, '', coalesce(kommun, 'null'), '', CAST(sum(met) AS INTEGER), count(*) FROM counted GROUP BY 1, 2, 4;
-- A county of which one of the datasets has nothing of the period has no figure.
DELETE FROM result WHERE EXISTS (SELECT 1 FROM reach r WHERE r.lan = coalesce(nullif(result.lan, ''), substr(kommunkod, 1, 2))
   AND r.until < period || '-01' AND length(period) = 7);
