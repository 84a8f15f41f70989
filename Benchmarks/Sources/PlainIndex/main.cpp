// plain-index DATABASE CORPUS: indexes a corpus in plain C++ on Xapian, as a process of its own whose time and memory
// can be told.
#include "plain_xapian.h"
#include <cstdio>

int main(int count, char **arguments) {
  if (count != 3) {
    std::fprintf(stderr, "usage: PlainIndex DATABASE CORPUS\n");
    return 64;
  }
  std::printf("indexed %zu\n", plain_index(arguments[1], arguments[2]));
}
