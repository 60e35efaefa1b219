// Types that the checked program shares with the transition system, which is the lower layer.
#pragma once

#include "model/source/source.hpp"
#include "model/system/checks.hpp"
#include "model/system/ordering.hpp"
#include "model/system/types.hpp"

namespace pagerace::semantics {

using source::Span;
using system::Check;
using system::EnumType;
using system::Fence;
using system::Field;
using system::FormulaKind;
using system::kCheckNames;
using system::Ordering;
using system::Range;
using system::StructType;
using system::Type;
using system::TypeKind;
using system::Types;
using system::Value;

}  // namespace pagerace::semantics
