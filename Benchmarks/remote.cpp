// What a search asks of a database, asked of one on this machine and of the same through xapian-tcpsrv: lists of terms, a search by
// the engine, documents, a slot of values. Compares the answers, which have to be the same, and the times.
//
//     g++ -O2 -std=c++17 Benchmarks/remote.cpp -o remote $(xapian-config --cxxflags --libs)
//     xapian-tcpsrv --interface 127.0.0.1 --port 7777 --quiet CATALOG/shards/SHARD &
//     ./remote CORPUS/queries.txt CATALOG/shards/SHARD 7777
#include <xapian.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <sstream>
#include <string>
#include <vector>

namespace {

std::vector<std::string> terms(const std::string &line) {
  Xapian::Stem stem("english");
  std::istringstream words(line);
  std::vector<std::string> found;
  for (std::string word; words >> word;) found.push_back("Z" + stem(word));
  return found;
}

/// Mixes numbers into one, by which answers are compared.
class Digest {
 public:
  void add(uint64_t number) { sum = (sum ^ number) * 0x9E3779B97F4A7C15u, sum ^= sum >> 29; }
  void add(const std::string &bytes) { add(std::hash<std::string>()(bytes)); }
  uint64_t value() const { return sum; }

 private:
  uint64_t sum = 0;
};

using Work = std::function<void(const Xapian::Database &, const std::string &, Digest &)>;

void lists(const Xapian::Database &database, const std::string &line, Digest &digest) {
  for (const std::string &term : terms(line)) {
    for (auto at = database.postlist_begin(term); at != database.postlist_end(term); ++at) {
      digest.add(*at);
      digest.add(at.get_wdf());
    }
  }
}

Xapian::MSet best(const Xapian::Database &database, const std::string &line) {
  Xapian::Enquire enquire(database);
  std::vector<Xapian::Query> parts;
  for (const std::string &term : terms(line)) parts.emplace_back(term);
  enquire.set_query(Xapian::Query(Xapian::Query::OP_OR, parts.begin(), parts.end()));
  return enquire.get_mset(0, 10, database.get_doccount());
}

void search(const Xapian::Database &database, const std::string &line, Digest &digest) {
  const Xapian::MSet found = best(database, line);
  for (auto at = found.begin(); at != found.end(); ++at) {
    digest.add(*at);
    digest.add(static_cast<uint64_t>(at.get_weight() * 1e9));
  }
}

void documents(const Xapian::Database &database, const std::string &line, Digest &digest) {
  const Xapian::docid first = std::hash<std::string>()(line) % std::max(database.get_lastdocid(), 20u) / 2 + 1;
  for (Xapian::docid number = first; number < first + 10; ++number) {
    try {
      digest.add(database.get_document(number).get_data());
    } catch (const Xapian::DocNotFoundError &) {
      digest.add(number);
    }
  }
}

void values(const Xapian::Database &database, const std::string &, Digest &digest) {
  int left = 1'000;
  for (auto at = database.valuestream_begin(0); at != database.valuestream_end(0) && left > 0; ++at, --left) {
    digest.add(at.get_docid());
    digest.add(*at);
  }
}

}  // namespace

int main(int count, char **arguments) {
  if (count != 4) return std::fputs("usage: remote QUERIES SHARD PORT\n", stderr), 64;
  std::vector<std::string> lines;
  std::ifstream file(arguments[1]);
  for (std::string line; std::getline(file, line) && lines.size() < 200;) lines.push_back(line);
  const Xapian::Database here(arguments[2]);
  const Xapian::Database there = Xapian::Remote::open("127.0.0.1", static_cast<unsigned>(std::atoi(arguments[3])), 60'000);
  const struct {
    const char *name;
    Work work;
    size_t rounds;
  } works[] = {{"lists of a query's terms", lists, lines.size()},
               {"first ten by the engine, exact total", search, lines.size()},
               {"ten documents", documents, lines.size()},
               {"a slot of values, 1,000 documents", values, 3}};
  std::printf("| work | here, us | remote, us | ratio | answers |\n| --- | ---: | ---: | ---: | --- |\n");
  bool is_equal = true;
  for (const auto &work : works) {
    Digest digests[2];
    std::vector<double> times[2];
    for (size_t index = 0; index < work.rounds; ++index) {
      for (size_t turn = 0; turn < 2; ++turn) {
        const size_t side = (turn + index) % 2;
        const auto start = std::chrono::steady_clock::now();
        work.work(side == 0 ? here : there, lines[index], digests[side]);
        times[side].push_back(std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - start).count());
      }
    }
    double medians[2];
    for (size_t side = 0; side < 2; ++side) {
      std::sort(times[side].begin(), times[side].end());
      medians[side] = times[side][times[side].size() / 2];
    }
    const bool is_same = digests[0].value() == digests[1].value();
    is_equal = is_equal && is_same;
    std::printf("| %s | %.0f | %.0f | %.2f | %s |\n", work.name, medians[0], medians[1], medians[1] / medians[0],
                is_same ? "equal" : "differ");
  }
  return is_equal ? 0 : 1;
}
