#pragma once

#include "engine.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_set>
#include <vector>

#include "CXapian.h"

/// Documents of one database, a bit for each.
struct Marks {
  Xapian::rev revision;
  std::vector<uint64_t> bits;
  Xapian::doccount count = 0;

  void add(Xapian::docid document);
  bool holds(Xapian::docid document) const;
  /// The first that is marked, from `document` on; 0 when there is none.
  Xapian::docid first_from(Xapian::docid document) const;
};

/// The values that a ListedSource looks for in a slot, and where they were found.
class Listing {
 public:
  Listing(uint32_t slot, const cx_slice *values, size_t count);

  bool is_wanted(const std::string &list) const;
  /// The documents that match, from the second time on that one state of a database is asked for: finding
  /// them all costs more than one query needs, and less than several do. NULL the first time.
  std::shared_ptr<const Marks> marks(const Xapian::Database &database) const;

  const uint32_t slot;
  size_t size() const { return wanted.size(); }

 private:
  std::shared_ptr<const Marks> mark(const Xapian::Database &database, Xapian::rev revision) const;

  /// Each value as the list that holds it alone, which is what most documents have.
  std::unordered_set<std::string> wanted;
  mutable std::mutex lock;
  /// By the database; without bits where it was asked for once.
  mutable std::map<std::string, std::shared_ptr<const Marks>> known;
};

struct cx_listed {
  std::shared_ptr<const Listing> listing;
};

/// The documents whose list in a slot holds one of some values, with no weight.
///
/// For a filter by hundreds of values: an OR of as many terms opens as many posting lists and merges them,
/// where this reads one value, or one bit, of each document that the rest of the query lets through.
class ListedSource : public Xapian::ValuePostingSource {
 public:
  explicit ListedSource(std::shared_ptr<const Listing> listing);

  void init(const Xapian::Database &database) override;
  void next(double min_wt) override;
  void skip_to(Xapian::docid min_docid, double min_wt) override;
  bool check(Xapian::docid min_docid, double min_wt) override;
  bool at_end() const override;
  Xapian::docid get_docid() const override;
  ListedSource *clone() const override;
  std::string get_description() const override;

 private:
  void move_to(Xapian::docid document);

  std::shared_ptr<const Listing> listing;  ///< Shared among the copies that Xapian makes, one for each database.
  std::shared_ptr<const Marks> marks;      ///< Where they are known, the values are not read.
  Xapian::docid marked = 0;                ///< The present document among `marks`; 0 before the first.
  Xapian::docid passed = 0;                ///< The last that was checked and is none.
  bool is_past_marks = false;
};
