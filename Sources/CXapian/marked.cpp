#include "marked.hpp"

#include <algorithm>
#include <utility>

#include "guard.hpp"

bool Marks::holds(Xapian::docid document) const {
  const size_t word = document / 64;
  return word < bits.size() && (bits[word] >> (document % 64) & 1) != 0;
}

Xapian::docid Marks::first_from(Xapian::docid document) const {
  size_t word = document / 64;
  if (word >= bits.size()) return 0;
  uint64_t rest = bits[word] & (~uint64_t{0} << (document % 64));
  while (rest == 0) {
    if (++word == bits.size()) return 0;
    rest = bits[word];
  }
  return static_cast<Xapian::docid>(word * 64 + static_cast<size_t>(__builtin_ctzll(rest)));
}

MarkedSource::MarkedSource(std::shared_ptr<const Sets> sets, std::string description)
    : sets(std::move(sets)), description(std::move(description)) {}

const void *MarkedSource::name_of(const Xapian::Database &database) {
  // The databases of a reader share their state with it, so this tells them apart, copies of one directory too.
  return database.internal.empty() ? nullptr : database.internal.front().get();
}

void MarkedSource::init(const Xapian::Database &database) {
  const void *name = name_of(database);
  const auto found = std::find_if(sets->begin(), sets->end(), [&](const Marks &of) { return of.database == name; });
  if (found == sets->end() && !sets->empty()) throw Fault(cx_status_failed, "a set is of another database");
  marks = found == sets->end() ? nullptr : &*found;
  marked = 0;
  is_past_marks = false;
  set_maxweight(0);
}

Xapian::doccount MarkedSource::get_termfreq_min() const { return marks ? marks->count : 0; }
Xapian::doccount MarkedSource::get_termfreq_est() const { return marks ? marks->count : 0; }
Xapian::doccount MarkedSource::get_termfreq_max() const { return marks ? marks->count : 0; }

void MarkedSource::move_to(Xapian::docid document) {
  marked = marks ? marks->first_from(document) : 0;
  is_past_marks = marked == 0;
}

void MarkedSource::next(double) { move_to(marked + 1); }

void MarkedSource::skip_to(Xapian::docid min_docid, double) {
  if (marked < min_docid) move_to(min_docid);
}

bool MarkedSource::check(Xapian::docid min_docid, double min_wt) {
  // It may say no, and stand nowhere: but an alternative then takes it to stand at the next document (Xapian 1.4.22), and
  // passes over matches.
  skip_to(min_docid, min_wt);
  return true;
}

bool MarkedSource::at_end() const { return is_past_marks; }

Xapian::docid MarkedSource::get_docid() const { return marked; }

MarkedSource *MarkedSource::clone() const { return new MarkedSource(sets, description); }

std::string MarkedSource::get_description() const { return description; }
