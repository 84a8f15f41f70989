# Writes native manifests for Benchmarks/usable: `records` records with `terms` distinct terms of use, into files of 1,000
# records each in `directory`. The same every time.
BEGIN {
  split("CC0-1.0 CC-BY-4.0 CC-BY-SA-4.0 CC-BY-NC-4.0 CC-BY-ND-4.0 ODbL-1.0 OGL-UK-3.0", licences, " ")
  split("agreement nda review ethics-approval output-review no-reidentification attribution fee", asked, " ")
  split("water air traffic housing health energy soil forest income school", words, " ")
  split("county lake station clinic road farm harbour plant mine office", places, " ")
  split("academic non-profit government for-profit student", kinds, " ")
  srand(7)
  for (record = 0; record < records; record++) {
    if (record % 1000 == 0) {
      if (record > 0) { print "]" > file; close(file) }
      file = sprintf("%s/records-%03d.json", directory, record / 1000)
      print "[" > file
    }
    # Each of the terms is of some record, then some are of many.
    term = record < terms ? record : int(terms * rand() * rand())
    printf "%s{\"id\":\"record-%06d\",\"title\":\"%s of %s %d\",", (record % 1000 == 0 ? "" : ","), record, \
      words[1 + int(10 * rand())], places[1 + int(10 * rand())], record > file
    printf "\"description\":\"%s and %s by %s, measured each day at %s %d.\",", words[1 + int(10 * rand())], \
      words[1 + int(10 * rand())], places[1 + int(10 * rand())], places[1 + int(10 * rand())], record % 997 > file
    printf "\"license\":\"%s\",\"access-rights\":\"public\",\"keywords\":[\"%s\"],", licences[1 + term % 7], \
      words[1 + int(10 * rand())] > file
    printf "\"publisher\":\"Office %d\",\"issued\":\"20%02d\",\"access\":{", record % 50, record % 25 > file
    printf "\"requires\":[{\"kind\":\"%s\",\"name\":\"Document %d\"}]", asked[1 + term % 8], term > file
    if (term % 5 == 1) printf ",\"requesters\":[\"%s\",\"%s\"]", kinds[1 + term % 3], kinds[4 + term % 2] > file
    if (term % 4 == 2) printf ",\"data-use\":[\"HMB\",\"TS:%d\"]", 1 + term % 60 > file
    if (term % 6 == 3) printf ",\"embargo-until\":\"%d-01-01\"", 2020 + term % 20 > file
    printf "}}\n" > file
  }
  print "]" > file
}
