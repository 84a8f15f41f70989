#include "query.hpp"

#include <memory>
#include <numeric>
#include <utility>
#include <vector>

#include "bytes.hpp"
#include "fixed.hpp"
#include "guard.hpp"
#include "marked.hpp"
#include "reader.hpp"

namespace {

Xapian::Query::op operator_of(cx_operator combination) {
  switch (combination) {
    case cx_operator_and: return Xapian::Query::OP_AND;
    case cx_operator_or: return Xapian::Query::OP_OR;
    case cx_operator_and_not: return Xapian::Query::OP_AND_NOT;
    case cx_operator_filter: return Xapian::Query::OP_FILTER;
    case cx_operator_and_maybe: return Xapian::Query::OP_AND_MAYBE;
    case cx_operator_synonym: return Xapian::Query::OP_SYNONYM;
    case cx_operator_phrase: return Xapian::Query::OP_PHRASE;
    case cx_operator_near: return Xapian::Query::OP_NEAR;
  }
}

Xapian::Query range(uint32_t slot, const std::string &lower, const std::string &upper) {
  if (!upper.empty()) {
    return lower.empty() ? Xapian::Query(Xapian::Query::OP_VALUE_LE, slot, upper)
                         : Xapian::Query(Xapian::Query::OP_VALUE_RANGE, slot, lower, upper);
  }
  // One NUL is the least value that is not empty: an empty bound would match documents without a value.
  return Xapian::Query(Xapian::Query::OP_VALUE_GE, slot, lower.empty() ? std::string(1, '\0') : lower);
}

}  // namespace

const Xapian::Query &cx_query::whole() const {
  if (stack.size() != 1) throw Fault(cx_status_invalid_argument, "the query is not one tree");
  return stack.front();
}

std::vector<Xapian::Query>::iterator cx_query::top(size_t count) {
  if (count > stack.size()) throw Fault(cx_status_invalid_argument, "an operator lacks operands");
  return stack.end() - static_cast<std::ptrdiff_t>(count);
}

cx_status cx_query_open(cx_query **query, char **message) {
  return guarded(message, [&] { *query = new cx_query; });
}

void cx_query_free(cx_query *query) { delete query; }

cx_status cx_query_push_all(cx_query *query, char **message) {
  // Xapian::Query::MatchAll is one object for the process, whose count of owners is not safe between
  // threads; the empty term is the same query, and is our own.
  return guarded(message, [&] { query->stack.emplace_back(std::string()); });
}

cx_status cx_query_push_nothing(cx_query *query, char **message) {
  return guarded(message, [&] { query->stack.emplace_back(); });
}

cx_status cx_query_push_term(cx_query *query, cx_slice term, uint32_t wqf, char **message) {
  return guarded(message, [&] { query->stack.emplace_back(string_of(term), wqf); });
}

cx_status cx_query_push_fixed(cx_query *query, cx_slice term, double weight, char **message) {
  return guarded(message, [&] { query->stack.emplace_back((new FixedSource(string_of(term), weight))->release()); });
}

cx_status cx_query_push_range(cx_query *query, uint32_t slot, cx_slice lower, cx_slice upper, char **message) {
  return guarded(message, [&] { query->stack.push_back(range(slot, string_of(lower), string_of(upper))); });
}

cx_status cx_query_push_wildcard(cx_query *query, cx_slice prefix, uint32_t limit, char **message) {
  return guarded(message, [&] {
    query->stack.emplace_back(Xapian::Query::OP_WILDCARD, string_of(prefix), limit,
                              Xapian::Query::WILDCARD_LIMIT_ERROR, Xapian::Query::OP_OR);
  });
}

cx_status cx_query_push_marked(cx_query *query, const cx_reader *reader, const uint64_t *words, const size_t *counts,
                               cx_slice description, char **message) {
  return guarded(message, [&] {
    auto sets = std::make_shared<MarkedSource::Sets>();
    if (reader) {
      for (const Xapian::Database &part : reader->parts) {
        std::vector<uint64_t> bits(words, words + *counts);
        words += *counts++;
        const Xapian::doccount count = std::accumulate(
            bits.begin(), bits.end(), Xapian::doccount{0},
            [](Xapian::doccount sum, uint64_t word) { return sum + static_cast<unsigned>(__builtin_popcountll(word)); });
        sets->push_back({MarkedSource::name_of(part), std::move(bits), count});
      }
    }
    query->stack.emplace_back((new MarkedSource(std::move(sets), string_of(description)))->release());
  });
}

cx_status cx_query_combine(cx_query *query, cx_operator combination, size_t count, uint32_t window,
                           char **message) {
  return guarded(message, [&] {
    const auto first = query->top(count);
    Xapian::Query combined(operator_of(combination), first, query->stack.end(), window);
    query->stack.erase(first, query->stack.end());
    query->stack.push_back(combined);
  });
}

cx_status cx_query_scale(cx_query *query, double factor, char **message) {
  return guarded(message, [&] {
    const auto top = query->top(1);
    *top = Xapian::Query(factor, *top);
  });
}

cx_status cx_query_description(const cx_query *query, cx_bytes **description, char **message) {
  return guarded(message, [&] { *description = new cx_bytes{query->whole().get_description()}; });
}
