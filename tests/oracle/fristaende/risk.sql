-- riskforebyggande_sabo_andel: of persons 65 and older in care homes who were found to be at risk in the year, the share for whom something was
-- done within six months about at least one risk.

CREATE TABLE found AS
  SELECT p.person_id, printf('%04d', b.Kommunkod) kommun, p.kon,
         substr(replace(Bedömningsdatum, '-', ''), 1, 8) d, substr(replace(Åtgärd_utförd, '-', ''), 1, 8) u, p.fodd
  FROM bedomningar b JOIN person p ON p.person_id = b.Person_ID
  WHERE Risk IN ('J', 'Ja') AND Område IN ('FALL', 'UNDERNARING', 'TRYCKSAR', 'MUNHALSA', 'Undernäring', 'Trycksår', 'Munhälsa')
    AND Enhetstyp IN ('SABO', 'DEMENS', 'KORTTID', 'Särskilt boende', 'Demensboende', 'Korttidsboende');

-- The day six months on, or the last of that month.
CREATE TABLE months AS
  SELECT *, substr(d, 1, 4) period, CAST(substr(d, 1, 4) AS INTEGER) * 12 + CAST(substr(d, 5, 2) AS INTEGER) - 1 + 6 m FROM found;
CREATE TABLE ends AS
  SELECT *, min(first || substr(d, 7, 2), strftime('%Y%m%d', substr(first, 1, 4) || '-' || substr(first, 5, 2) || '-01', '+1 month', '-1 day')) last
  FROM (SELECT *, printf('%04d%02d', m / 12, m % 12 + 1) first FROM months);

CREATE TABLE judged AS
  SELECT *, u <> '' AND u BETWEEN d AND last met FROM ends e
  WHERE CAST(substr(d, 1, 4) AS INTEGER) - CAST(substr(fodd, 1, 4) AS INTEGER) - (substr(d, 5) < replace(substr(fodd, 6), '-', '')) >= 65
    AND last <= (SELECT replace(max(period_till), '-', '') FROM leveranser l
                 WHERE l.dataset = 'bedomningar' AND l.lamnare IN (e.kommun, substr(e.kommun, 1, 2)));

CREATE TABLE cells AS
  SELECT 'riskforebyggande_sabo_andel' indicator, period, lan, kommunkod, kon, printf('%.17g', 100.0 * sum(met) / count(*)) value,
         sum(met) numerator, count(*) denominator
  FROM (SELECT period, iif(by_lan, substr(kommun, 1, 2), '') lan, iif(by_kommun, kommun, '') kommunkod, iif(by_kon, coalesce(kon, 'null'), '') kon,
               person_id, max(met) met
        FROM judged, splits WHERE period IN ('2022', '2023', '2024') GROUP BY 1, 2, 3, 4, 5)
  GROUP BY 2, 3, 4, 5;
