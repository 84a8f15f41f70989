#pragma once

#include <xapian.h>

#include "CXapian.h"

struct cx_document {
  Xapian::Document document;
};
