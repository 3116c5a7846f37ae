-- sqlite.sql - all workloads in SQLite, to check numbers; one line "id|keys|n|t|value" a group.  Run in the folder of the data.
.mode csv
.separator ;
.import vardkontakter.csv vardkontakter
.import vardtillfallen.csv vardtillfallen
.import enkatsvar.csv enkatsvar
.import hemtjanstbesok.csv hemtjanstbesok
.mode list
.separator |

SELECT 'w1', kommunkod || ',' || kon, count(*), sum(kontaktform = 'digital'), 1.0 * sum(kontaktform = 'digital') / count(*)
FROM vardkontakter
WHERE yrkeskategori = 'läkare' AND CAST(alder AS INTEGER) >= 18 AND datum BETWEEN '2025-01-01' AND '2025-12-31'
GROUP BY kommunkod, kon;

CREATE TEMP TABLE episodes AS
WITH stays AS (
  SELECT person_id, CAST(julianday(inskrivningsdatum) AS INTEGER) AS a, CAST(julianday(utskrivningsdatum) AS INTEGER) AS d,
         inskrivningssatt, utskriven_till, kommunkod, CAST(fodelsear AS INTEGER) AS born
  FROM vardtillfallen WHERE utskrivningsdatum <> ''),
before AS (
  SELECT *, max(d) OVER (PARTITION BY person_id ORDER BY a, d ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS so_far FROM stays),
numbered AS (
  SELECT *, sum(so_far IS NULL OR a - so_far > 1) OVER (PARTITION BY person_id ORDER BY a, d ROWS UNBOUNDED PRECEDING) AS number FROM before),
placed AS (
  SELECT *, row_number() OVER (PARTITION BY person_id, number ORDER BY a, d) AS from_first,
            row_number() OVER (PARTITION BY person_id, number ORDER BY a DESC, d DESC) AS from_last
  FROM numbered)
SELECT person_id, number, min(a) AS a, max(d) AS d, max(CASE WHEN from_first = 1 THEN inskrivningssatt END) AS how,
       max(CASE WHEN from_last = 1 THEN utskriven_till END) AS where_to, max(CASE WHEN from_last = 1 THEN kommunkod END) AS kommunkod,
       max(CASE WHEN from_last = 1 THEN born END) AS born
FROM placed GROUP BY person_id, number;
CREATE INDEX episode_of ON episodes (person_id, a);

SELECT 'w2', kommunkod, count(*), sum(back), 1.0 * sum(back) / count(*)
FROM (SELECT i.kommunkod, EXISTS (SELECT 1 FROM episodes AS e WHERE e.person_id = i.person_id AND e.a BETWEEN i.d + 2 AND i.d + 30
                                    AND e.how = 'oplanerad') AS back
      FROM episodes AS i
      WHERE date(i.d + 0.5) BETWEEN '2025-01-01' AND '2025-12-01' AND i.where_to <> 'avliden'
        AND CAST(strftime('%Y', i.d + 0.5) AS INTEGER) - i.born >= 65)
GROUP BY kommunkod;

CREATE TEMP TABLE persons AS
SELECT kommunkod, sum(n) AS visits, max(n) AS most, sum(n * n) AS squares
FROM (SELECT person_id, vardgivare_id, kommunkod, count(*) AS n FROM vardkontakter
      WHERE yrkeskategori = 'läkare' AND kontaktform = 'besök' AND datum BETWEEN '2025-01-01' AND '2025-12-31'
      GROUP BY person_id, vardgivare_id)
GROUP BY person_id HAVING sum(n) >= 3;
SELECT 'w3_upc', kommunkod, count(*), '', avg(1.0 * most / visits) FROM persons GROUP BY kommunkod;
SELECT 'w3_coc', kommunkod, count(*), '', avg(1.0 * (squares - visits) / (visits * (visits - 1))) FROM persons GROUP BY kommunkod;

SELECT 'w4', kommunkod, count(*), sum(staff), 1.0 * sum(staff) / count(*)
FROM (SELECT kommunkod, count(DISTINCT personal_id) AS staff FROM hemtjanstbesok
      WHERE starttid >= '2025-10-06T00:00' AND starttid < '2025-10-20T00:00' AND substr(starttid, 12, 2) BETWEEN '07' AND '21'
      GROUP BY brukare_id HAVING count(*) >= 14)
GROUP BY kommunkod;

SELECT 'x01', kommunkod || ',' || kon, count(*), sum(kontaktform = 'digital'), 1.0 * sum(kontaktform = 'digital') / count(*)
FROM vardkontakter GROUP BY kommunkod, kon;
SELECT 'x02', kommunkod, count(*), sum(kronisk = '1'), 1.0 * sum(kronisk = '1') / count(*) FROM vardkontakter GROUP BY kommunkod;
SELECT 'x03', kommunkod || ',' || kon, count(*), sum(yrkeskategori = 'sjuksköterska'), 1.0 * sum(yrkeskategori = 'sjuksköterska') / count(*)
FROM vardkontakter WHERE CAST(alder AS INTEGER) >= 80 GROUP BY kommunkod, kon;
SELECT 'x04', kommunkod || ',' || kon, count(*), sum(inskrivningssatt = 'oplanerad'), 1.0 * sum(inskrivningssatt = 'oplanerad') / count(*)
FROM vardtillfallen GROUP BY kommunkod, kon;

CREATE TEMP VIEW old AS
SELECT *, CAST(julianday(utskrivningsdatum) - julianday(inskrivningsdatum) AS INTEGER) AS stayed,
       CAST(julianday(utskrivningsdatum) - julianday(utskrivningsklar_datum) AS INTEGER) AS waited
FROM vardtillfallen
WHERE utskrivningsdatum <> '' AND CAST(substr(utskrivningsdatum, 1, 4) AS INTEGER) - CAST(fodelsear AS INTEGER) >= 65;
SELECT 'x05', kommunkod || ',' || kon, count(*), sum(stayed), 1.0 * sum(stayed) / count(*) FROM old GROUP BY kommunkod, kon;
SELECT 'x06', kommunkod, count(*), sum(waited), 1.0 * sum(waited) / count(*) FROM old WHERE utskrivningsklar_datum <> '' GROUP BY kommunkod;
SELECT 'x07', kommunkod, count(*), sum(utskriven_till = 'särskilt boende'), 1.0 * sum(utskriven_till = 'särskilt boende') / count(*)
FROM old WHERE utskriven_till <> 'avliden' GROUP BY kommunkod;

SELECT 'x08', kommunkod || ',' || kon, count(*), '', sum(CASE WHEN CAST(svar AS INTEGER) >= 4 THEN vikt ELSE 0 END) / sum(vikt)
FROM (SELECT kommunkod, kon, svar, CAST(replace(vikt, ',', '.') AS REAL) AS vikt FROM enkatsvar WHERE fraga_id = 'F01' AND svar <> '')
GROUP BY kommunkod, kon;
SELECT 'x09', kommunkod || ',' || fraga_id, count(*), sum(CAST(svar AS INTEGER) >= 4), 1.0 * sum(CAST(svar AS INTEGER) >= 4) / count(*)
FROM enkatsvar WHERE svar <> '' GROUP BY kommunkod, fraga_id;
SELECT 'x10', kommunkod, count(*), sum(substr(starttid, 12, 2) >= '22' OR substr(starttid, 12, 2) < '07'),
       1.0 * sum(substr(starttid, 12, 2) >= '22' OR substr(starttid, 12, 2) < '07') / count(*)
FROM hemtjanstbesok GROUP BY kommunkod;
