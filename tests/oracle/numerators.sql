-- Numerator and denominator of two datasets, on the tables of numerators.py: cells of (measure, period, ward), ward '*' for all, NULL for unknown.
-- Written from docs/reference/definitions.md; nothing here knows how the program counts.

CREATE VIEW wards AS SELECT DISTINCT ward FROM (SELECT avdelning ward FROM belaggning UNION SELECT enhet FROM avvikelser
  UNION SELECT avdelning FROM boende UNION SELECT avdelning FROM larm);

-- falls per 1 000 bed days: sums by the day of each row
CREATE TABLE above AS
  SELECT 'fall_per_1000_varddygn' measure, label, enhet ward, antal x FROM avvikelser JOIN periods ON handelsedag BETWEEN first AND last
    WHERE typ = 'FALL' AND antal IS NOT NULL
  UNION ALL
  SELECT 'larm_per_boende', label, avdelning, 1 FROM larm JOIN periods ON satt_upp <= last AND (togs_ned IS NULL OR togs_ned > last)
  UNION ALL
  SELECT 'avvikelser_per_person', label, enhet, coalesce(antal, 0) FROM avvikelser JOIN periods ON handelsedag BETWEEN first AND last;

-- the last stay of each person that begins in the period, ties by the key
CREATE VIEW last_stays AS
  SELECT label, person_id, avdelning FROM (
    SELECT label, person_id, avdelning, row_number() OVER (PARTITION BY label, person_id ORDER BY fran DESC, boende_id DESC) nr
    FROM boende JOIN periods ON fran BETWEEN first AND last) WHERE nr = 1;

CREATE TABLE below AS
  SELECT 'fall_per_1000_varddygn' measure, label, avdelning ward, vardade n FROM belaggning JOIN periods ON dag BETWEEN first AND last
    WHERE coalesce(stangd, '') <> 'J' AND vardade IS NOT NULL
  UNION ALL
  SELECT 'larm_per_boende', label, avdelning, 1 FROM boende JOIN periods ON fran <= last AND (till IS NULL OR till >= last)
  UNION ALL
  SELECT 'avvikelser_per_person', label, avdelning, 1 FROM last_stays;

CREATE TABLE split AS
  SELECT measure, label, '*' ward, x, NULL n FROM above UNION ALL SELECT measure, label, ward, x, NULL FROM above
  UNION ALL SELECT measure, label, '*', NULL, n FROM below UNION ALL SELECT measure, label, ward, NULL, n FROM below;

CREATE TABLE result AS
  SELECT measure, label, ward, coalesce(sum(x), 0) numerator, coalesce(sum(n), 0) denominator, count(x) numerator_rows, count(n) rows
  FROM split GROUP BY measure, label, ward;
