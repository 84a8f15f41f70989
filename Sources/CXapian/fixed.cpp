#include "fixed.hpp"

#include <utility>

FixedSource::FixedSource(std::string term, double weight) : term(std::move(term)), weight(weight) {}

void FixedSource::init(const Xapian::Database &of) {
  database = of;
  at = database.postlist_begin(term);
  is_begun = false;
  set_maxweight(weight);
}

Xapian::doccount FixedSource::get_termfreq_min() const { return database.get_termfreq(term); }
Xapian::doccount FixedSource::get_termfreq_est() const { return database.get_termfreq(term); }
Xapian::doccount FixedSource::get_termfreq_max() const { return database.get_termfreq(term); }

double FixedSource::get_weight() const { return weight; }

void FixedSource::next(double) {
  // The iterator stands at the first document from the beginning on, a source before it.
  if (is_begun) ++at;
  is_begun = true;
}

void FixedSource::skip_to(Xapian::docid min_docid, double) {
  is_begun = true;
  if (!at_end()) at.skip_to(min_docid);
}

bool FixedSource::at_end() const { return at == Xapian::PostingIterator(); }

Xapian::docid FixedSource::get_docid() const { return *at; }

FixedSource *FixedSource::clone() const { return new FixedSource(term, weight); }

std::string FixedSource::get_description() const { return "Fixed(" + term + ", " + std::to_string(weight) + ")"; }
