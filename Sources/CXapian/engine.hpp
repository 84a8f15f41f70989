// Xapian itself. Included from here alone, so that a build without it says once what to install.
#pragma once

#if !__has_include(<xapian.h>)
#error "xapian.h is missing: install the development files of Xapian 1.4 (Debian and Ubuntu: apt install libxapian-dev)"
#endif
#include <xapian.h>
