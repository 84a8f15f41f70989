#pragma once
#include "plain_xapian.h"
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>
#include <xapian.h>

/// A set of documents: a bit for each id.
using Bits = std::vector<uint64_t>;

/// The values of one facet by document: offsets into a list of ordinals, from which the next offset ends.
struct Column {
  std::vector<uint32_t> offsets;
  std::vector<uint32_t> ordinals;
  size_t values = 0;
};

/// The prefixes of the terms of whole values: six for the searches with words, the rest for filters alone.
inline constexpr const char *facet_prefixes[] = {"XTH", "XSE", "XL",  "XSH", "XFM", "XPB", "K",   "XO",
                                                 "XFO", "XTQ", "XAC", "XRQ", "XAU", "L",   "XPU"};
/// The slots of the same first six.
inline constexpr Xapian::valueno facet_slots[] = {11, 22, 20, 23, 13, 12};

struct plain_searcher {
  Xapian::Database database;
  Xapian::Stem stem{"english"};
  size_t words;  // of a set
  std::unordered_map<std::string, Bits> kept;
  std::vector<Column> facets;

  explicit plain_searcher(const char *shard);

  std::vector<std::string> stems(std::string_view text) const;
  Xapian::Query query(const plain_question &question) const;
  /// Hits are read whole, as a list would show them. Returns the total that the engine tells.
  size_t rank(const Xapian::Query &query, const plain_question &question, bool counting) const;

  void read(const std::string &term, Bits &into) const;
  const Bits &set(const std::string &term);
  /// The union of the sets of terms, separated by blanks.
  Bits any(std::string_view terms);
  const Column &column(size_t facet);
  size_t count(const Bits &set, size_t facet);
};

std::vector<std::string> split(std::string_view text, char separator);
