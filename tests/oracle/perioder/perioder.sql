-- The grains that the catalogue does not use, over the indexes of aterinskrivningar.sql: which months a period has is
-- reckoned anew, with month 0 in January of the year 0.
-- Output: "counted" in its place, of which the view "result" is made as there.

CREATE TABLE months AS
WITH RECURSIVE m(n) AS (SELECT 2023 * 12 UNION ALL SELECT n + 1 FROM m WHERE n < 2024 * 12 + 11)
SELECT n, n / 12 AS year, n % 12 AS nth, printf('%04d-%02d', n / 12, n % 12 + 1) AS name FROM m;

CREATE TABLE periods AS
SELECT printf('%04d-T%d', year, nth / 4 + 1) AS label, n AS first, n + 3 AS last FROM months WHERE nth % 4 = 0
UNION ALL
SELECT printf('%04d-H%d', year, nth / 6 + 1), n, n + 5 FROM months WHERE nth % 6 = 0
UNION ALL
SELECT a.name || '..' || b.name, a.n, b.n FROM months a JOIN months b ON b.n = a.n + 11 WHERE b.year = 2024 -- rolling12, broken_year
UNION ALL
SELECT a.name || '..' || b.name, a.n, b.n FROM months a JOIN months b ON a.year = 2024 AND a.nth = 0 AND b.year = 2024 AND b.nth < 11 -- cumulative; with December it is twelve months
UNION ALL
SELECT '2023-01..2024-12', 2023 * 12, 2024 * 12 + 11; -- pooled_years

DROP TABLE counted;
CREATE TABLE counted AS
WITH placed AS (
  SELECT i.*, p.label AS period FROM indexes i
    JOIN months m ON m.name = i.month JOIN periods p ON m.n BETWEEN p.first AND p.last)
SELECT indicator, period, lan, kommunkod, kon, met, person FROM placed WHERE persons = 0
UNION ALL
SELECT indicator, period, lan, kommunkod, kon, met, NULL FROM (
  SELECT indicator, period, lan, kommunkod, kon, max(met) OVER w AS met, row_number() OVER (PARTITION BY indicator, period, person ORDER BY stop DESC) AS back
    FROM placed WHERE persons = 1 WINDOW w AS (PARTITION BY indicator, period, person)) WHERE back = 1;
