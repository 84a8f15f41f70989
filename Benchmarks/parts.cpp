// Ranks over several databases twice: whole, in one thread; and each database in a thread of its own that has all of them open, so
// that the statistics are those of all, but lets through only documents of the one. Compares the weights, which have to be the same
// to the last bit, and the times.
//
//     g++ -O2 -std=c++17 Benchmarks/parts.cpp -o parts $(xapian-config --cxxflags --libs) -lpthread
//     ./parts CORPUS/queries.txt CATALOG/shards/SHARD...
#include <xapian.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <functional>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

namespace {

/// All documents of one database, and none of the others.
class OnePart : public Xapian::PostingSource {
 public:
  explicit OnePart(std::string uuid) : uuid(std::move(uuid)) {}
  void init(const Xapian::Database &database) override {
    last = database.get_uuid() == uuid ? database.get_lastdocid() : 0;
    at = 0;
  }
  Xapian::doccount get_termfreq_min() const override { return 0; }
  Xapian::doccount get_termfreq_est() const override { return last; }
  Xapian::doccount get_termfreq_max() const override { return last; }
  void next(double) override { ++at; }
  void skip_to(Xapian::docid document, double) override { at = std::max(at, document); }
  bool check(Xapian::docid document, double) override {
    at = std::max(at, document);
    return true;
  }
  bool at_end() const override { return at > last; }
  Xapian::docid get_docid() const override { return at; }
  OnePart *clone() const override { return new OnePart(uuid); }

 private:
  const std::string uuid;
  Xapian::docid at = 0, last = 0;
};

/// Words of the line, and one that nearly every record has. Each thread makes its own: queries count their users without locks.
Xapian::Query query(const std::string &line) {
  Xapian::Stem stem("english");
  std::istringstream words(line + " bunil");
  std::vector<Xapian::Query> parts;
  for (std::string word; words >> word;) parts.emplace_back("Z" + stem(word));
  return Xapian::Query(Xapian::Query::OP_OR, parts.begin(), parts.end());
}

std::vector<double> weights(const Xapian::Database &database, const std::string &line, OnePart *only) {
  Xapian::Enquire enquire(database);
  const Xapian::Query whole = query(line);
  enquire.set_query(only ? Xapian::Query(Xapian::Query::OP_FILTER, whole, Xapian::Query(only)) : whole);
  enquire.set_weighting_scheme(Xapian::BM25Weight(48, 0, 1, 0, 0.5));
  std::vector<double> found;
  const Xapian::MSet matches = enquire.get_mset(0, 30);
  for (auto match = matches.begin(); match != matches.end(); ++match) found.push_back(match.get_weight());
  return found;
}

struct Clock {
  double elapsed = 0, used = 0;

  template <typename Body>
  void measure(Body body) {
    const double wall = now(CLOCK_MONOTONIC), processor = now(CLOCK_PROCESS_CPUTIME_ID);
    body();
    elapsed += now(CLOCK_MONOTONIC) - wall;
    used += now(CLOCK_PROCESS_CPUTIME_ID) - processor;
  }

 private:
  static double now(clockid_t clock) {
    timespec time{};
    clock_gettime(clock, &time);
    return time.tv_sec + time.tv_nsec * 1e-9;
  }
};

}  // namespace

int main(int count, char **arguments) {
  if (count < 4) {
    std::fprintf(stderr, "usage: parts QUERIES SHARD SHARD...\n");
    return 64;
  }
  std::vector<std::string> lines;
  std::ifstream file(arguments[1]);
  for (std::string line; lines.size() < 600 && std::getline(file, line);) lines.push_back(line);
  const std::vector<std::string> paths(arguments + 2, arguments + count);
  std::vector<Xapian::Database> readers(paths.size() + 1);
  for (auto &reader : readers) {
    for (const std::string &path : paths) reader.add_database(Xapian::Database(path));
  }
  std::vector<std::string> uuids;
  for (const std::string &path : paths) uuids.push_back(Xapian::Database(path).get_uuid());
  Clock whole, split;
  size_t equal = 0;
  for (const std::string &line : lines) {
    std::vector<double> best, merged;
    whole.measure([&] { best = weights(readers.back(), line, nullptr); });
    split.measure([&] {
      std::vector<std::vector<double>> found(paths.size());
      std::vector<std::thread> threads;
      for (size_t part = 0; part < paths.size(); ++part) {
        threads.emplace_back([&, part] {
          OnePart only(uuids[part]);
          found[part] = weights(readers[part], line, &only);
        });
      }
      for (std::thread &thread : threads) thread.join();
      for (const auto &some : found) merged.insert(merged.end(), some.begin(), some.end());
      std::sort(merged.begin(), merged.end(), std::greater<double>());
      merged.resize(std::min(merged.size(), best.size()));
    });
    equal += merged == best;
  }
  std::printf("%zu parts, %zu searches, %zu with equal weights; a search in one thread %.3f ms of processor, in a thread a part %.3f ms\n",
              paths.size(), lines.size(), equal, whole.used / lines.size() * 1e3, split.used / lines.size() * 1e3);
  return equal == lines.size() ? 0 : 1;
}
