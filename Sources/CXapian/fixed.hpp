#pragma once

#include "engine.hpp"

#include <string>

/// The documents with a term, all with the same weight.
///
/// For what is to stand above any sum of weights: a term's own weight falls with its frequency, and is nothing where
/// its wdf is 0.
class FixedSource : public Xapian::PostingSource {
 public:
  FixedSource(std::string term, double weight);

  void init(const Xapian::Database &database) override;
  Xapian::doccount get_termfreq_min() const override;
  Xapian::doccount get_termfreq_est() const override;
  Xapian::doccount get_termfreq_max() const override;
  double get_weight() const override;
  void next(double min_wt) override;
  void skip_to(Xapian::docid min_docid, double min_wt) override;
  bool at_end() const override;
  Xapian::docid get_docid() const override;
  FixedSource *clone() const override;
  std::string get_description() const override;

 private:
  const std::string term;
  const double weight;
  Xapian::Database database;
  Xapian::PostingIterator at;
  bool is_begun = false;
};
