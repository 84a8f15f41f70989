#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>
#include "engine.hpp"

#include <cerrno>
#include <functional>
#include <sstream>
#include <string>

#include "bytes.hpp"
#include "document.hpp"
#include "guard.hpp"
#include "opening.hpp"
#include "reader.hpp"

const char *cx_version() { return Xapian::version_string(); }

namespace {

/// A check that takes longer hangs.
constexpr unsigned patience_in_seconds = 1800;

void append(std::string &contents, const std::string &text) {
  contents += std::to_string(text.size());
  contents += ':';
  contents += text;
}

void append(std::string &contents, uint64_t number) {
  contents += std::to_string(number);
  contents += ' ';
}

std::string contents_of(const Xapian::Document &document) {
  std::string contents;
  append(contents, document.get_data());
  for (auto term = document.termlist_begin(); term != document.termlist_end(); ++term) {
    append(contents, *term);
    append(contents, term.get_wdf());
    for (auto at = term.positionlist_begin(); at != term.positionlist_end(); ++at) append(contents, *at);
    contents += '\n';
  }
  for (auto value = document.values_begin(); value != document.values_end(); ++value) {
    append(contents, value.get_valueno());
    append(contents, *value);
  }
  return contents;
}

/// A sum over all postings that does not depend on their order.
struct Postings {
  uint64_t sum = 0, count = 0;

  void add(const std::string &term, Xapian::docid document, Xapian::termcount wdf) {
    uint64_t hash = std::hash<std::string>()(term);
    for (uint64_t number : {static_cast<uint64_t>(document), static_cast<uint64_t>(wdf)}) {
      hash = (hash ^ number) * 0x9E3779B97F4A7C15u;
      hash ^= hash >> 29;
    }
    sum += hash;
    ++count;
  }

  bool operator==(const Postings &other) const { return sum == other.sum && count == other.count; }
};

/// Whether the documents' lists of terms and the terms' lists of documents are the same table, turned.
bool lists_agree(const Xapian::Database &database) {
  Postings of_documents, of_terms;
  for (auto at = database.postlist_begin(std::string()); at != database.postlist_end(std::string()); ++at) {
    for (auto term = database.termlist_begin(*at); term != database.termlist_end(*at); ++term) {
      of_documents.add(*term, *at, term.get_wdf());
    }
  }
  for (auto term = database.allterms_begin(); term != database.allterms_end(); ++term) {
    for (auto at = database.postlist_begin(*term); at != database.postlist_end(*term); ++at) {
      of_terms.add(*term, *at, at.get_wdf());
    }
  }
  return of_documents == of_terms;
}

/// Xapian opens a table for its check as if to write it, which fails on a read-only disk.
bool can_write(const std::string &path) { return access((path + "/docdata.glass").c_str(), W_OK) == 0 || errno == ENOENT; }

/// Closes what a child has of its parent's files, but for `kept`: a lock is held by whoever has its file open.
void close_all_but(int kept) {
  const long limit = sysconf(_SC_OPEN_MAX);
  for (int descriptor = 3; descriptor < (limit > 0 && limit < 65536 ? limit : 65536); ++descriptor) {
    if (descriptor != kept) close(descriptor);
  }
}

/// Whether a failure says nothing of the database: the system did not let the check go on.
bool is_of_system(cx_status status) {
  return status == cx_status_out_of_memory || status == cx_status_too_many_files || status == cx_status_no_process;
}

/// How a child ends whose check the system did not let go on: with this and the status.
constexpr int exit_of_system = 64;

/// What the child says, and ends with: never returns into the parent's code.
[[noreturn]] void check_in_child(const std::string &path, int output) noexcept {
  close_all_but(output);
  std::string text;
  try {
    // A signal handler of the parent's would print a backtrace of a crash that is a finding.
    for (int number : {SIGSEGV, SIGABRT, SIGBUS, SIGILL, SIGFPE}) signal(number, SIG_DFL);
    alarm(patience_in_seconds);
    std::ostringstream report;
    const size_t count = can_write(path) ? Xapian::Database::check(path, 0, &report) : 0;
    if (count > 0) {
      text = report.str() + "\n" + std::to_string(count) + " faults in all";
    } else if (!lists_agree(Xapian::Database(path, Xapian::DB_BACKEND_GLASS))) {
      text = "the lists of the documents and of the terms disagree";
    }
  } catch (...) {
    char *message = nullptr;
    const cx_status status = status_of_current_exception(&message);
    if (is_of_system(status)) _exit(exit_of_system + status);
    text = message ? message : "the check failed";
  }
  const char *rest = text.data();
  size_t left = text.size();
  while (left > 0) {
    const ssize_t written = write(output, rest, left);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) _exit(1);
    rest += written;
    left -= static_cast<size_t>(written);
  }
  _exit(0);
}

/// What the way a child ended says of the database; empty when nothing.
///
/// A Fault when it says something of the system instead: whoever ran out of memory was ended by it, and has seen nothing.
std::string finding_of_end(int status) {
  if (WIFSIGNALED(status)) {
    const int number = WTERMSIG(status);
    for (int crash : {SIGSEGV, SIGABRT, SIGBUS, SIGILL, SIGFPE}) {
      if (number == crash) return "\nthe check itself was ended by signal " + std::to_string(number);
    }
    throw Fault(cx_status_no_process, "the check was ended by signal " + std::to_string(number));
  }
  if (!WIFEXITED(status)) return "\nthe check could not finish";
  const int code = WEXITSTATUS(status);
  if (code > exit_of_system) throw Fault(static_cast<cx_status>(code - exit_of_system), "the check could not go on");
  return code == 0 ? std::string() : "\nthe check could not finish";
}

/// Everything that comes out of `input`, up to its end.
std::string contents(int input) {
  std::string text;
  char buffer[4096];
  for (;;) {
    const ssize_t count = read(input, buffer, sizeof buffer);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return text;
    text.append(buffer, static_cast<size_t>(count));
  }
}

}  // namespace

cx_status cx_document_contents(const cx_document *document, cx_bytes **contents, char **message) {
  return guarded(message, [&] { *contents = new cx_bytes{contents_of(document->document)}; });
}

cx_status cx_reader_contents(const cx_reader *reader, cx_slice unique, cx_bytes **contents, char **message) {
  return guarded(message, [&] {
    const auto document = reader->document(string_of(unique));
    *contents = document ? new cx_bytes{contents_of(*document)} : nullptr;
  });
}

cx_status cx_database_check(cx_slice path_slice, cx_bytes **report, char **message) {
  return guarded(message, [&] {
    const std::string path = string_of(path_slice);
    if (look_for_database(path) == DatabaseOnDisk::absent) {
      throw Fault(cx_status_not_found, "no database here");
    }
    int ends[2];
    if (pipe(ends) != 0) throw Fault::of_errno(errno, "cannot make a pipe");
    const pid_t child = fork();
    if (child < 0) {
      const int error = errno;
      close(ends[0]);
      close(ends[1]);
      throw Fault::of_errno(error, "cannot start the check");
    }
    if (child == 0) {
      close(ends[0]);
      check_in_child(path, ends[1]);
    }
    close(ends[1]);
    std::string text = contents(ends[0]);
    close(ends[0]);
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    *report = new cx_bytes{text + finding_of_end(status)};
  });
}

cx_status cx_database_compact(cx_slice source_slice, cx_slice target_slice, char **message) {
  return guarded(message, [&] {
    const std::string source = string_of(source_slice);
    const std::string target = string_of(target_slice);
    if (look_for_database(source) == DatabaseOnDisk::absent) {
      throw Fault(cx_status_not_found, "no database here");
    }
    if (look_for_database(target) == DatabaseOnDisk::present) {
      throw Fault(cx_status_invalid_argument, "there is a database at the target");
    }
    auto database = opening(source, [&] { return Xapian::Database(source, Xapian::DB_BACKEND_GLASS); });
    database.compact(target, Xapian::DBCOMPACT_NO_RENUMBER);
  });
}

cx_status cx_databases_merge(const cx_slice *sources, size_t count, cx_slice target_slice, char **message) {
  return guarded(message, [&] {
    const std::string target = string_of(target_slice);
    if (look_for_database(target) == DatabaseOnDisk::present) {
      throw Fault(cx_status_invalid_argument, "there is a database at the target");
    }
    Xapian::Database all;
    for (size_t index = 0; index < count; ++index) {
      const std::string source = string_of(sources[index]);
      if (look_for_database(source) == DatabaseOnDisk::absent) {
        throw Fault(cx_status_not_found, "no database here");
      }
      all.add_database(opening(source, [&] { return Xapian::Database(source, Xapian::DB_BACKEND_GLASS); }));
    }
    all.compact(target);
  });
}

cx_status cx_directory_exchange(cx_slice first_slice, cx_slice second_slice, char **message) {
  return guarded(message, [&] {
    const std::string first = string_of(first_slice);
    const std::string second = string_of(second_slice);
    if (renameat2(AT_FDCWD, first.c_str(), AT_FDCWD, second.c_str(), RENAME_EXCHANGE) != 0) {
      if (errno == EINVAL || errno == ENOSYS || errno == EOPNOTSUPP) {
        throw Fault(cx_status_invalid_argument, "the file system cannot exchange two names");
      }
      throw Fault::of_errno(errno, "cannot exchange the directories");
    }
    for (const std::string &path : {first, second}) Directory(path + "/..").sync();
  });
}
