// The work of a catalog in plain C++ on Xapian, with nothing around it: what the engine allows.
//
// Ownership   What plain_open hands out is the caller's until plain_close.
// Text        UTF-8 that ends in a NUL, lent for the call.
// Errors      A call that fails prints Xapian's message and ends the process: a benchmark has no use for half an answer.
// Threads     One thread at a time in one searcher.
#ifndef PLAIN_XAPIAN_H
#define PLAIN_XAPIAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A shard that a catalog wrote, opened for reading, with the columns and sets that the prototype keeps.
typedef struct plain_searcher plain_searcher;

plain_searcher *plain_open(const char *shard);
void plain_close(plain_searcher *searcher);

typedef enum plain_match { plain_all_words, plain_any_word } plain_match;

/// What is asked.
typedef struct plain_question {
  /// Words, separated by blanks.
  const char *words;
  plain_match match;
  /// Terms of which a document must have one, separated by blanks; NULL for no filter.
  const char *filter;
  /// Hits that are read.
  size_t limit;
  /// Whether the total is exact; otherwise the engine estimates it.
  bool exact;
  /// Whether a snippet of 240 bytes is cut of each hit's description; only in a database that plain_index made.
  bool snippets;
  /// How many of the six facets are counted, 0 or 6.
  size_t facets;
} plain_question;

/// The engine alone: Enquire::get_mset, and a ValueCountMatchSpy for each facet. Returns the total.
size_t plain_rank(plain_searcher *searcher, const plain_question *question);

/// The prototype: the engine ranks and ends early, bitmaps count. The total and that of "all the words" are exact, and
/// the second facet is counted without the filter. Returns the total.
size_t plain_rank_and_count(plain_searcher *searcher, const plain_question *question);

/// No words: the documents that have one of each group's terms, and the counts of `count` facets among them. Groups are
/// separated by line feeds. Returns the total.
size_t plain_filter_and_count(plain_searcher *searcher, const char *filters, size_t count);

/// Reads a corpus of plain_corpus' form and indexes it. Returns the number of records.
size_t plain_index(const char *database, const char *corpus);

/// Opens a database that plain_index made, adds the records of a corpus, commits and closes. Returns their number.
size_t plain_add(const char *database, const char *corpus);

#ifdef __cplusplus
}
#endif
#endif
