// Which failure is which status: the whole table is here.
#include "engine.hpp"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <new>
#include <system_error>

#include "apart.hpp"
#include "guard.hpp"

namespace {

cx_status status_of_errno(int error_number) {
  switch (error_number) {
    case ENOENT: case ENOTDIR: case ELOOP: return cx_status_not_found;
    case EACCES: case EPERM: case EROFS: return cx_status_permission_denied;
    case ENOSPC: case EDQUOT: case EFBIG: return cx_status_no_space;
    case EMFILE: case ENFILE: return cx_status_too_many_files;
    case ENOMEM: return cx_status_out_of_memory;
    case EAGAIN: return cx_status_no_process;
    default: return cx_status_input_output;
  }
}

std::string text_of_errno(int error_number) { return std::generic_category().message(error_number); }

bool ends_with(const std::string &text, const std::string &tail) {
  return text.size() >= tail.size() && text.compare(text.size() - tail.size(), tail.size(), tail) == 0;
}

/// The status that an errno at the end of `text` means, or `otherwise`. An Error gives its errno as
/// text only, and a DatabaseLockError even puts it into its message.
cx_status status_of_errno_in(const std::string &text, cx_status otherwise) {
  for (int known : {ENOENT, ENOTDIR, ELOOP, EACCES, EPERM, EROFS, ENOSPC, EDQUOT, EFBIG, EMFILE, ENFILE, ENOMEM, EAGAIN}) {
    if (ends_with(text, text_of_errno(known))) return status_of_errno(known);
  }
  return otherwise;
}

/// The statuses that the class alone decides, by its name: Xapian::Error has no virtual function, so
/// dynamic_cast cannot tell. Other classes are told apart in status_of.
const struct {
  const char *type;
  cx_status status;
} statuses_of_types[] = {
    {"DatabaseModifiedError", cx_status_modified},
    {"DatabaseVersionError", cx_status_unsupported_version},
    {"DatabaseNotFoundError", cx_status_not_found},
    {"DocNotFoundError", cx_status_not_found},
    {"QueryParserError", cx_status_bad_query},
    {"WildcardError", cx_status_bad_query},
    {"InvalidArgumentError", cx_status_invalid_argument},
    {"RangeError", cx_status_invalid_argument},
    // What this engine cannot do at all, as store 256 MiB in one document: other arguments would do.
    {"UnimplementedError", cx_status_invalid_argument},
    {"SerialisationError", cx_status_corrupt},
};

cx_status status_of(const Xapian::Error &error) {
  const std::string type = error.get_type();
  const std::string &text = error.get_msg();
  for (const auto &known : statuses_of_types) {
    if (type == known.type) return known.status;
  }
  if (type == "DatabaseLockError") {
    // The lock file may also be one that we are not allowed to make, or have no descriptor left for.
    if (ends_with(text, "already locked")) return cx_status_locked;
    return status_of_errno_in(text, cx_status_input_output);
  }
  // The rest is told apart by what the operating system said, where it was asked.
  if (const char *system = error.get_error_string()) return status_of_errno_in(system, cx_status_input_output);
  // Opened, read, and not understood; or a table that ends before the block it should hold.
  if (type == "DatabaseCorruptError" || type == "DatabaseOpeningError") return cx_status_corrupt;
  if (text.compare(0, 11, "EOF reading") == 0) return cx_status_corrupt;
  // As "failed to flush DB to disk" or "failed to create iamglass file", with which Xapian passes on no errno.
  if (type == "DatabaseError" || type == "DatabaseCreateError") return cx_status_input_output;
  if (type == "NetworkError" || type == "NetworkTimeoutError") return cx_status_input_output;
  return cx_status_failed;
}

std::string text_of(const Xapian::Error &error) {
  std::string text = error.get_msg();
  if (const char *system = error.get_error_string()) text.append(": ").append(system);
  return text.empty() ? error.get_type() : text;
}

/// A copy for cx_string_free; NULL when there is no memory for one.
char *copied(const std::string &text) noexcept { return strdup(text.c_str()); }

}  // namespace

Fault Fault::of_errno(int error_number, const std::string &action) {
  return Fault(status_of_errno(error_number), action + ": " + text_of_errno(error_number));
}

cx_status status_of_current_exception(char **message) noexcept {
  *message = nullptr;
  try {
    try {
      throw;
    } catch (const Fault &fault) {
      *message = copied(fault.what());
      return fault.status;
    } catch (const Xapian::Error &error) {
      *message = copied(text_of(error));
      return status_of(error);
    } catch (const std::bad_alloc &) {
      return cx_status_out_of_memory;
    } catch (const std::exception &error) {
      *message = copied(error.what());
      return cx_status_failed;
    } catch (...) {
      *message = copied("unknown exception");
      return cx_status_failed;
    }
  } catch (...) {
    return cx_status_out_of_memory;  // the only thing that can throw above is making the text
  }
}

void cx_string_free(char *message) { free(message); }

cx_status cx_test_throw(const char *exception, const char *text, int error_number, char **message) {
  bool is_lost = false;
  if (strcmp(exception, "destructor") == 0) {
    return apart(&is_lost, message, [] {
      struct Thrower {
        ~Thrower() { fail(); }
        // Apart, as in Xapian, where the compiler does not see it.
        static void fail() { throw 1; }
      } thrower;
    });
  }
  if (strcmp(exception, "twice") == 0) {
    return apart(&is_lost, message, [] {
      struct Second {
        ~Second() noexcept(false) { throw 2; }
      } second;
      throw 1;
    });
  }
  return guarded(message, [&] {
    const std::string name = exception;
#define THROW_IF_NAMED(Class) \
  if (name == #Class) throw Xapian::Class(text, error_number)
    THROW_IF_NAMED(AssertionError);
    THROW_IF_NAMED(InvalidArgumentError);
    THROW_IF_NAMED(InvalidOperationError);
    THROW_IF_NAMED(UnimplementedError);
    THROW_IF_NAMED(DatabaseError);
    THROW_IF_NAMED(DatabaseCorruptError);
    THROW_IF_NAMED(DatabaseCreateError);
    THROW_IF_NAMED(DatabaseLockError);
    THROW_IF_NAMED(DatabaseModifiedError);
    THROW_IF_NAMED(DatabaseOpeningError);
    THROW_IF_NAMED(DatabaseVersionError);
    THROW_IF_NAMED(DatabaseNotFoundError);
    THROW_IF_NAMED(DatabaseClosedError);
    THROW_IF_NAMED(DocNotFoundError);
    THROW_IF_NAMED(FeatureUnavailableError);
    THROW_IF_NAMED(InternalError);
    THROW_IF_NAMED(NetworkError);
    THROW_IF_NAMED(NetworkTimeoutError);
    THROW_IF_NAMED(QueryParserError);
    THROW_IF_NAMED(SerialisationError);
    THROW_IF_NAMED(RangeError);
    THROW_IF_NAMED(WildcardError);
#undef THROW_IF_NAMED
    if (name == "bad_alloc") throw std::bad_alloc();
    if (name == "exception") throw std::runtime_error(text);
    if (name == "int") throw error_number;
    throw Fault(cx_status_invalid_argument, "no exception is called " + name);
  });
}
