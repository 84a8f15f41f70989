#include "engine.hpp"

#include "bytes.hpp"
#include "guard.hpp"

struct cx_stemmer {
  Xapian::Stem stem;
  std::string last;
};

cx_status cx_stemmer_open(cx_slice language, cx_stemmer **stemmer, char **message) {
  return guarded(message, [&] { *stemmer = new cx_stemmer{Xapian::Stem(string_of(language)), {}}; });
}

void cx_stemmer_free(cx_stemmer *stemmer) { delete stemmer; }

cx_status cx_stemmer_stem(cx_stemmer *stemmer, cx_slice word, cx_slice *stem, char **message) {
  return guarded(message, [&] {
    stemmer->last = stemmer->stem(string_of(word));
    *stem = slice_of(stemmer->last);
  });
}
