# 2023: 10 of 200 visits by video in county 04, 2024: 40 of 200; letters 40, then 10; in county 18 half as many of each, and nothing changes
{
  echo "kontakt_id;person_id;kommunkod;kontakt_datum;kontaktform"
  n=0
  rows() { i=0; while [ $i -lt $1 ]; do n=$((n + 1)); i=$((i + 1)); echo "K$n;P$n;$2;$3;$4"; done; }
  rows 10 0480 2023-05-06 VIDEO; rows 40 0480 2023-05-06 BREV; rows 20 0480 2023-05-06 CHATT; rows 130 0480 2023-05-06 MOTTAGNING
  rows 40 0480 2024-05-06 VIDEO; rows 10 0480 2024-05-06 BREV; rows 60 0480 2024-05-06 CHATT; rows 90 0480 2024-05-06 MOTTAGNING
  rows 20 1880 2023-05-06 VIDEO; rows 80 1880 2023-05-06 MOTTAGNING; rows 20 1880 2024-05-06 VIDEO; rows 80 1880 2024-05-06 MOTTAGNING
} >vardkontakter.csv
