#pragma once

#include <xapian.h>

#include <memory>
#include <string>
#include <unordered_set>

#include "CXapian.h"

/// The documents whose list in a slot holds one of some values, with no weight.
///
/// For a filter by hundreds of values: an OR of as many terms opens as many posting lists and merges them,
/// where this reads one value of each document that the rest of the query lets through.
class ListedSource : public Xapian::ValuePostingSource {
 public:
  ListedSource(uint32_t slot, const cx_slice *values, size_t count);

  void next(double min_wt) override;
  void skip_to(Xapian::docid min_docid, double min_wt) override;
  bool check(Xapian::docid min_docid, double min_wt) override;
  void init(const Xapian::Database &database) override;
  ListedSource *clone() const override;
  std::string get_description() const override;

 private:
  /// Each value as the list that holds it alone, which is what most documents have.
  using Lists = std::unordered_set<std::string>;

  ListedSource(uint32_t slot, std::shared_ptr<const Lists> wanted);
  bool is_wanted(const std::string &list) const;

  std::shared_ptr<const Lists> wanted;  ///< Shared among the copies that Xapian makes, one for each database.
};
