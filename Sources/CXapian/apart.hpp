// A call of the engine in which C++ may give up, on a thread of its own.
//
// Xapian writes the last values of a commit in a destructor (`~ValueUpdater` in glass_values.cc), which may not throw:
// where the disk is full just there, C++ calls std::terminate, and nothing that surrounds the commit can catch that. Ten
// of a thousand fill levels of a small disk ended the process so.
//
// The handler of that call may not return, and jumping out of it would leave destructors undone that the language says
// are run. So the commit has a thread of its own, and the handler tells whoever waits for the commit, and then stays where
// it is until the process ends. Nothing of that thread is used again; its memory is lost.
#pragma once

#include <functional>

#include "guard.hpp"

#pragma clang assume_nonnull begin

/// Runs `body` as `guarded` does, on another thread, and waits for it.
///
/// `*is_lost` becomes true if C++ gave up in it: then nothing that `body` has used may be touched or freed. A body that is
/// lost never ends, so what it refers to must not be on the caller's stack.
cx_status apart(bool *is_lost, char *_Nullable *_Nonnull message, std::function<void()> body) noexcept;

#pragma clang assume_nonnull end
