-- utskrivningsklara_medelvardtid: mean number of days from the (last) day of being ready to the day of leaving hospital, of stays that
-- ended in the year with one day or more; psychiatric stays are another measure.

CREATE TABLE days AS
  SELECT substr(ut, 1, 4) period, kommun, kon, julianday(ut) - julianday(klar) days
  FROM (SELECT printf('%04d', u.mottagande_kommunkod) kommun, p.kon, v.Vårdform vardform,
               nullif(CASE u.aterkallad WHEN 'J' THEN u.utskrivningsklar_datum_2 ELSE u.utskrivningsklar_datum END, '') klar,
               substr(coalesce(nullif(u.utskrivningsdatum, ''), nullif(v.Utskrivningsdatum, '')), 1, 10) ut
        FROM utskrivningsprocess u LEFT JOIN vardtillfallen v ON v.Vårdtillfälle_ID = u.vardtillfalle_id
        LEFT JOIN person p ON p.person_id = u.person_id)
  WHERE coalesce(vardform, '') <> 'PSYKIATRI' AND ut <> '9999-12-31' AND julianday(ut) - julianday(klar) >= 1;

CREATE TABLE cells AS
  SELECT 'utskrivningsklara_medelvardtid' indicator, period, iif(by_lan, substr(kommun, 1, 2), '') lan, iif(by_kommun, kommun, '') kommunkod,
         iif(by_kon, coalesce(kon, 'null'), '') kon, printf('%.17g', avg(days)) value, count(*) n
  FROM days, splits WHERE period IN ('2022', '2023', '2024') GROUP BY period, 3, 4, 5;
