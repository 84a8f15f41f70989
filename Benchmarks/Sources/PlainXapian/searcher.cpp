#include "searcher.hpp"
#include "guard.hpp"
#include <deque>

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  for (size_t start = 0; start <= text.size();) {
    auto end = text.find(separator, start);
    if (end == text.npos) end = text.size();
    if (end > start) parts.emplace_back(text.substr(start, end - start));
    start = end + 1;
  }
  return parts;
}

plain_searcher::plain_searcher(const char *shard) : database(shard), words(database.get_lastdocid() / 64 + 1) {}

std::vector<std::string> plain_searcher::stems(std::string_view text) const {
  auto terms = split(text, ' ');
  for (auto &term : terms) term = "Z" + stem(term);
  return terms;
}

Xapian::Query plain_searcher::query(const plain_question &question) const {
  auto terms = stems(question.words);
  auto match = question.match == plain_all_words ? Xapian::Query::OP_AND : Xapian::Query::OP_OR;
  Xapian::Query query(match, terms.begin(), terms.end());
  if (!question.filter) return query;
  auto filter = split(question.filter, ' ');
  return Xapian::Query(Xapian::Query::OP_FILTER, query, Xapian::Query(Xapian::Query::OP_OR, filter.begin(), filter.end()));
}

size_t plain_searcher::rank(const Xapian::Query &query, const plain_question &question, bool counting) const {
  Xapian::Enquire enquire(database);
  enquire.set_query(query);
  std::deque<Xapian::ValueCountMatchSpy> spies;
  if (counting)
    for (size_t facet = 0; facet < question.facets; ++facet) {
      spies.emplace_back(facet_slots[facet]);
      enquire.add_matchspy(&spies.back());
    }
  auto matches = enquire.get_mset(0, question.limit, counting && question.exact ? database.get_doccount() : 0);
  size_t bytes = 0;
  for (auto match = matches.begin(); match != matches.end(); ++match) {
    auto data = match.get_document().get_data();
    bytes += data.size();
    if (question.snippets) bytes += matches.snippet(split(data, '\t').at(2), 240, stem).size();
  }
  for (auto &spy : spies)
    for (auto value = spy.top_values_begin(10); value != spy.top_values_end(10); ++value) bytes += (*value).size();
  // Nothing of what was read may be left out by the compiler.
  asm volatile("" : : "r"(bytes) : "memory");
  return matches.get_matches_estimated();
}

plain_searcher *plain_open(const char *shard) {
  return guarded([&] { return new plain_searcher(shard); });
}

void plain_close(plain_searcher *searcher) { delete searcher; }

size_t plain_rank(plain_searcher *searcher, const plain_question *question) {
  return guarded([&] { return searcher->rank(searcher->query(*question), *question, true); });
}
