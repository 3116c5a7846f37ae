-- medicinsk_bedomning_3d: share of first assessments (of a person's problem, by each profession) within three days, where the care is given.

CREATE TABLE contacts AS
  SELECT DISTINCT kontakt_id, person_id, yrkesgrupp, patientvald_vantan,
         printf('%02d', vard_lanskod) lan, printf('%04d', e.Kommunkod) kommun,
         substr(kontakt_datum, 1, 4) || '-' || substr(kontakt_datum, 5, 2) || '-' || substr(kontakt_datum, 7, 2) kontakt,
         substr(sokte_datum, 1, 4) || '-' || substr(sokte_datum, 5, 2) || '-' || substr(sokte_datum, 7, 2) sokte
  FROM vardkontakter k LEFT JOIN enheter e ON e.Enhet_ID = k.enhet_id
  WHERE vardniva = 'PRIMARVARD' AND vardgaranti = 'J' AND genomford = 'J' AND journalford = 'J'
    AND (legitimerad = 'J' OR (legitimerad = '' AND yrkesgrupp <> 'OVR'))
    AND (kontaktform IN ('MOTTAGNING', 'HEMBESOK', 'VIDEO', 'CHATT') OR (kontaktform IN ('TELEFON', 'BREV') AND ersatter_besok = 'J'))
    AND sokte_datum <> '' AND sokte_datum <= kontakt_datum;

CREATE TABLE firsts AS
  SELECT f.*, p.kon FROM (
    SELECT *, row_number() OVER (PARTITION BY person_id, sokte, yrkesgrupp ORDER BY kontakt, kontakt_id) nr
    FROM contacts WHERE date(sokte) = sokte) f
  LEFT JOIN person p USING (person_id)
  WHERE nr = 1 AND patientvald_vantan <> 'J';

CREATE TABLE cells AS
  SELECT 'medicinsk_bedomning_3d' indicator, substr(kontakt, 1, 4) period, iif(by_lan, f.lan, '') lan, iif(by_kommun, kommun, '') kommunkod,
         iif(by_kon, coalesce(f.kon, 'null'), '') kon,
         printf('%.17g', 100.0 * sum(julianday(kontakt) - julianday(sokte) <= 3) / count(*)) value,
         sum(julianday(kontakt) - julianday(sokte) <= 3) numerator, count(*) denominator
  FROM firsts f, splits WHERE kontakt BETWEEN '2022-01-01' AND '2024-12-31' GROUP BY 2, 3, 4, 5;
