-- The measures of tests/kinds/lookups, in SQL.
-- Input: kontakter, listningar, enheter, omraden, styrning as text tables with NULL for what is empty, and periods
-- (label, grain, first, last).  Output: table "result" of cells, and "seen" of the values that a group has in a period.
--
--   L1  a look-up that finds nothing gives NULL in everything behind it, derived columns too
--   L2  of several rows that are valid on a day the one that begins last; no beginning is the earliest
--   L3  enhet_id of a contact is upper(substr(mottagning, 1, 4)); its area the area of that unit, in capitals
--   L4  forst and sist are the listings on the first and the last day of the period, whatever the day of the contact

CREATE TABLE units AS
SELECT e.enhet_id, e.omrade_id, upper(e.omrade_id) AS omrade_kod, e.typ, o.namn AS omrade, CAST(e.platser AS INTEGER) AS platser,
       CASE WHEN coalesce(CAST(e.platser AS INTEGER), 0) >= 100 THEN 'STOR' ELSE 'LITEN' END AS storlek
  FROM enheter e LEFT JOIN omraden o ON o.omrade_id = upper(e.omrade_id);
CREATE INDEX unit ON units (enhet_id);
CREATE INDEX listing ON listningar (person_id);
CREATE INDEX manager ON styrning (omrade_id);

CREATE TABLE visits AS
SELECT k.*, upper(substr(k.mottagning, 1, 4)) AS enhet_id FROM kontakter k;

-- ---- a listing on a day ----

CREATE TABLE days AS
SELECT DISTINCT person_id, day FROM (
  SELECT person_id, datum AS day FROM visits
  UNION SELECT v.person_id, p.first FROM (SELECT DISTINCT person_id FROM visits) v, periods p
  UNION SELECT v.person_id, p.last FROM (SELECT DISTINCT person_id FROM visits) v, periods p);

CREATE TABLE listed AS
SELECT person_id, day, enhet_id, typ, omrade, omrade_id, storlek FROM (
  SELECT d.person_id, d.day, l.enhet_id, u.typ, u.omrade, u.omrade_id, u.storlek,
         row_number() OVER (PARTITION BY d.person_id, d.day ORDER BY l.fran DESC NULLS LAST) AS number
    FROM days d JOIN listningar l ON l.person_id = d.person_id AND coalesce(l.fran, '0') <= d.day AND d.day <= coalesce(l.till, '9')
    LEFT JOIN units u ON u.enhet_id = l.enhet_id)
 WHERE number = 1;
CREATE UNIQUE INDEX on_day ON listed (person_id, day);

-- ---- kontakter_vid_egen_enhet ----

CREATE TABLE own AS
SELECT p.label AS period, p.grain, v.kontakt_id, s.enhet_id AS enhet, s.omrade AS omrade,
       v.datum BETWEEN p.first AND p.last
         AND NOT coalesce(f.enhet_id <> s.enhet_id, 0) AND v.enhet_id IS NOT NULL AND s.enhet_id IS NOT NULL AS counted,
       coalesce(v.enhet_id = s.enhet_id, 0) AS met
  FROM visits v, periods p
  LEFT JOIN listed f ON f.person_id = v.person_id AND f.day = p.first
  LEFT JOIN listed s ON s.person_id = v.person_id AND s.day = p.last
 WHERE p.grain IN ('month', 'quarter');

CREATE TABLE result (measure, period, split, code, numerator, denominator, n, total);
INSERT INTO result (measure, period, split, code, numerator, denominator)
SELECT 'kontakter_vid_egen_enhet', period, '', NULL, sum(counted AND met), sum(counted) FROM own GROUP BY period
UNION ALL
SELECT 'kontakter_vid_egen_enhet', period, 'omrade', omrade, sum(counted AND met), sum(counted) FROM own GROUP BY period, omrade
UNION ALL
SELECT 'kontakter_vid_egen_enhet', period, 'enhet', enhet, sum(counted AND met), sum(counted) FROM own GROUP BY period, enhet;

-- ---- kontakter_vid_stora_enheter ----

CREATE TABLE managed AS
SELECT kontakt_id, chef FROM (
  SELECT v.kontakt_id, s.chef, row_number() OVER (PARTITION BY v.kontakt_id ORDER BY s.fran DESC NULLS LAST) AS number
    FROM visits v JOIN units u ON u.enhet_id = v.enhet_id
    JOIN styrning s ON s.omrade_id = u.omrade_kod AND coalesce(s.fran, '0') <= date(v.datum, '-1 day')
                   AND date(v.datum, '-1 day') <= coalesce(s.till, '9'))
 WHERE number = 1;

CREATE TABLE large AS
SELECT p.label AS period, v.kontakt_id, u.omrade AS omrade, l.storlek AS storlek, p.label IS NOT NULL
         AND coalesce(l.typ = 'VC', 0) AND NOT coalesce(m.chef = 'VAKANT', 0) AS counted,
       coalesce(u.storlek = 'STOR', 0) AS met
  FROM visits v
  LEFT JOIN periods p ON p.grain = 'year' AND v.datum BETWEEN p.first AND p.last
  LEFT JOIN units u ON u.enhet_id = v.enhet_id
  LEFT JOIN listed l ON l.person_id = v.person_id AND l.day = v.datum
  LEFT JOIN managed m ON m.kontakt_id = v.kontakt_id
 WHERE coalesce(u.omrade, '') <> 'Utomlands';

INSERT INTO result (measure, period, split, code, numerator, denominator)
SELECT 'kontakter_vid_stora_enheter', period, '', NULL, sum(counted AND met), sum(counted) FROM large WHERE period IS NOT NULL GROUP BY period
UNION ALL
SELECT 'kontakter_vid_stora_enheter', period, 'omrade', omrade, sum(counted AND met), sum(counted) FROM large WHERE period IS NOT NULL GROUP BY period, omrade
UNION ALL
SELECT 'kontakter_vid_stora_enheter', period, 'storlek', storlek, sum(counted AND met), sum(counted) FROM large WHERE period IS NOT NULL GROUP BY period, storlek;

-- ---- kontinuitet_listade ----

CREATE TABLE known AS
SELECT p.label AS period, p.first, p.last, v.*, u.omrade_id AS omrade_id, u.storlek AS storlek,
       count(*) OVER person AS contacts,
       row_number() OVER (person ORDER BY v.datum, v.kontakt_id) AS number
  FROM visits v JOIN periods p ON p.grain = 'quarter' AND v.datum BETWEEN p.first AND p.last
  LEFT JOIN units u ON u.enhet_id = v.enhet_id
 WHERE v.lakare_id IS NOT NULL
WINDOW person AS (PARTITION BY p.label, v.person_id);

CREATE TABLE everyone AS
SELECT p.label AS period, v.person_id, count(*) AS contacts
  FROM visits v JOIN periods p ON p.grain = 'quarter' AND v.datum BETWEEN p.first AND p.last GROUP BY 1, 2;

CREATE TABLE persons AS
SELECT k.period, k.person_id, k.contacts,
       (SELECT count(*) FROM known d WHERE d.period = k.period AND d.person_id = k.person_id GROUP BY d.lakare_id ORDER BY 1 DESC LIMIT 1)
         AS most,
       k.storlek AS storlek, s.omrade AS omrade, s.typ, s.enhet_id AS sist, f.enhet_id AS forst, s.omrade_id AS listed_area,
       z.omrade_id AS last_area
  FROM known k
  JOIN known z ON z.period = k.period AND z.person_id = k.person_id AND z.number = k.contacts
  JOIN everyone a ON a.period = k.period AND a.person_id = k.person_id
  LEFT JOIN listed f ON f.person_id = k.person_id AND f.day = k.first
  LEFT JOIN listed s ON s.person_id = k.person_id AND s.day = k.last
 WHERE k.number = 1 AND k.contacts >= 2 AND (a.contacts - k.contacts) * 2 <= a.contacts;

CREATE TABLE index_of AS
SELECT *, 1.0 * most / contacts AS value FROM persons
 WHERE coalesce(typ = 'VC', 0) AND NOT coalesce(forst <> sist, 0) AND NOT coalesce(last_area <> listed_area, 0);

INSERT INTO result (measure, period, split, code, n, total)
SELECT 'kontinuitet_listade', period, '', NULL, count(*), sum(value) FROM index_of GROUP BY period
UNION ALL SELECT 'kontinuitet_listade', period, 'omrade', omrade, count(*), sum(value) FROM index_of GROUP BY period, omrade
UNION ALL SELECT 'kontinuitet_listade', period, 'storlek', storlek, count(*), sum(value) FROM index_of GROUP BY period, storlek;

-- ---- the units themselves ----

INSERT INTO result (measure, period, split, code, numerator, denominator)
SELECT 'enheter_i_omrade', p.label, 'storlek', storlek, sum(coalesce(platser >= 100, 0)), count(*) FROM units, periods p WHERE p.grain = 'year' GROUP BY p.label, storlek;

-- ---- what is listed, whether it counts or not; and what finds nothing ----

CREATE TABLE seen (measure, period, split, code);
INSERT INTO seen SELECT DISTINCT 'kontakter_vid_egen_enhet', period, 'omrade', omrade FROM own WHERE omrade IS NOT NULL;
INSERT INTO seen SELECT DISTINCT 'kontakter_vid_egen_enhet', period, 'enhet', enhet FROM own WHERE enhet IS NOT NULL;
INSERT INTO seen
SELECT DISTINCT 'kontakter_vid_stora_enheter', p.label, 'omrade', omrade FROM large, periods p WHERE p.grain = 'year' AND omrade IS NOT NULL
UNION SELECT DISTINCT 'kontakter_vid_stora_enheter', p.label, 'storlek', storlek FROM large, periods p WHERE p.grain = 'year' AND storlek IS NOT NULL;

CREATE TABLE misses AS
SELECT 'enhet' AS key, (SELECT count(*) FROM visits v WHERE v.enhet_id IS NOT NULL AND v.enhet_id NOT IN (SELECT enhet_id FROM enheter)) AS count
UNION ALL SELECT 'sist', (SELECT count(*) FROM visits v WHERE v.person_id NOT IN (SELECT person_id FROM listningar))
UNION ALL SELECT 'omrade', (SELECT count(*) FROM enheter e WHERE e.omrade_id IS NOT NULL AND upper(e.omrade_id) NOT IN (SELECT omrade_id FROM omraden))
UNION ALL SELECT 'listad', (SELECT count(*) FROM listningar l WHERE l.enhet_id IS NOT NULL AND l.enhet_id NOT IN (SELECT enhet_id FROM enheter));
