#pragma once

#include "engine.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

/// Documents of one database, a bit for each.
struct Marks {
  /// What tells the database from the others of its reader.
  const void *database;
  std::vector<uint64_t> bits;
  Xapian::doccount count;

  bool holds(Xapian::docid document) const;
  /// The first that is marked, from `document` on; 0 when there is none.
  Xapian::docid first_from(Xapian::docid document) const;
};

/// Documents that are known already, with no weight: what only lets through, and what is said without weighing.
///
/// A bit is looked at for each document that the rest of the query lets through, where the engine would move through posting
/// lists. And it is right: of a term in every document that does not weigh, Xapian 1.4.22 (LocalSubMatch::open_post_list)
/// reads the list of all documents under the name of the term, and takes its second chunk for damage.
class MarkedSource : public Xapian::PostingSource {
 public:
  using Sets = std::vector<Marks>;

  /// Sets of one reader, one for each of its databases; none at all marks nothing.
  MarkedSource(std::shared_ptr<const Sets> sets, std::string description);

  void init(const Xapian::Database &database) override;
  Xapian::doccount get_termfreq_min() const override;
  Xapian::doccount get_termfreq_est() const override;
  Xapian::doccount get_termfreq_max() const override;
  void next(double min_wt) override;
  void skip_to(Xapian::docid min_docid, double min_wt) override;
  bool check(Xapian::docid min_docid, double min_wt) override;
  bool at_end() const override;
  Xapian::docid get_docid() const override;
  MarkedSource *clone() const override;
  std::string get_description() const override;

  static const void *name_of(const Xapian::Database &database);

 private:
  void move_to(Xapian::docid document);

  const std::shared_ptr<const Sets> sets;  ///< Shared among the copies that Xapian makes, one for each database.
  const std::string description;
  const Marks *marks = nullptr;  ///< Of the database that this was begun in; one of `sets`.
  Xapian::docid marked = 0;      ///< The present document; 0 before the first.
  bool is_past_marks = false;
};
