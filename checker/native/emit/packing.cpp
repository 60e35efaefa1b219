// The location and values of a thread: read from the state when its step begins, and written back when it ends.
#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "checker/native/emit/storage.hpp"
#include "checker/native/emit/writer.hpp"

namespace pagerace::native {
namespace {

using system::Digit;
using system::Storage;

constexpr std::uint32_t kWholeCode = 0xffffffff;

}  // namespace

/// The variable `code` holds a number below the encoding's count.
void Writer::unpack(std::uint32_t location) {
  const system::Encoding& encoding = source_.thread->encodings.at(location);
  if (encoding.count <= unit_.most_listed) {
    index_ = kWholeCode;
    const Base base = define(Bases::Maker::Digit, 0, encoding.count, "code");
    Word weight = 1;
    for (const Digit& digit : encoding.digits) {
      Values values(encoding.count);
      for (Word i = 0; i < encoding.count; ++i) values[i] = value_of(digit, i / weight % digit.size);
      facts.registers[digit.reg] = Known::indexed(base, std::move(values));
      weight *= digit.size;
    }
  } else {
    for (const Digit& digit : encoding.digits) unpack(digit);
  }
  for (const Register r : source_.thread->locations[location].live) {
    if (is_field(r)) unpack_field(r);
  }
}

Value Writer::value_of(const Digit& digit, Word number) const {
  return digit.domain != 0 ? system().domains.at(digit.domain).targets.at(number)
                           : static_cast<Value>(number + static_cast<Word>(digit.bias));
}

void Writer::unpack(const Digit& digit) {
  index_ = digit.reg;
  const std::string number = fmt::format("code % {}", literal(digit.size));
  if (digit.size <= unit_.most_listed) {
    Values values(digit.size);
    for (Word i = 0; i < digit.size; ++i) values[i] = value_of(digit, i);
    const Base base = define(Bases::Maker::Digit, 0, digit.size, number);
    facts.registers[digit.reg] = Known::indexed(base, std::move(values));
  } else {
    const std::string value =
        digit.domain != 0
            ? fmt::format("static_cast<Word>({}[{}])", table(system().domains[digit.domain].targets), number)
            : fmt::format("{} + {}", number, literal(static_cast<Word>(digit.bias)));
    assign(digit.reg, value, {value_of(digit, 0), value_of(digit, digit.size - 1)});
  }
  line(fmt::format("code /= {};", literal(digit.size)));
}

bool Writer::is_field(Register number) const { return field(0, number).width > 0; }

const Storage& Writer::field(std::size_t alike, Register number) const {
  return system().instances[source_.instances[alike]].registers.at(number);
}

/// Threads that are alike have the same fields, but each in its own bits.
std::string Writer::of_alike(const std::function<Word(const system::ThreadInstance&)>& of) const {
  Values values;
  for (const std::uint32_t i : source_.instances) values.push_back(static_cast<Value>(of(system().instances[i])));
  return text(kAlike, values);
}

void Writer::unpack_field(Register r) {
  index_ = r;
  const Storage& at = field(0, r);
  const std::string raw =
      fmt::format("(s.w[{}] >> {} & {})", of_alike([r](const auto& thread) { return thread.registers[r].word; }),
                  of_alike([r](const auto& thread) { return thread.registers[r].shift; }), literal(mask_of(at)));
  const Values values = readable(system(), at);
  assign(r,
         at.domain != 0 ? fmt::format("static_cast<Word>({}[{}])", table(values), raw)
                        : fmt::format("{} + {}", raw, literal(static_cast<Word>(at.bias))),
         readable_range(system(), at));
}

void Writer::pack(std::uint32_t location) {
  const system::Encoding& encoding = source_.thread->encodings.at(location);
  if (encoding.count == 0) {
    line("contradiction();");
    has_ended = true;
    return;
  }
  std::map<Base, Values> sums{{kConstant, {static_cast<Value>(encoding.base)}}};
  std::string code;
  Word weight = 1;
  for (const Digit& digit : encoding.digits) {
    const Known value = known(digit.reg);
    if (value.is_dynamic()) {
      code += fmt::format("{} * {} + ", pack_dynamic(digit), literal(weight));
    } else {
      Values& sum = sums.try_emplace(value.base, value.values.size(), 0).first->second;
      Subset misfits(sum.size());
      for (std::size_t i = 0; i < sum.size(); ++i) {
        const auto number = number_of(system(), digit, value.values[i]);
        misfits[i] = !number;
        sum[i] = static_cast<Value>(static_cast<Word>(sum[i]) + number.value_or(0) * weight);
      }
      refuse(value.base, misfits);
      if (has_ended) return;
    }
    weight *= digit.size;
  }
  put_code(code + sum_of(std::move(sums)));
  put_fields(location);
}

/// Adds the constant to one of the other summands: a code that depends on one index may then be just a multiple of it.
std::string Writer::sum_of(std::map<Base, Values> sums) const {
  const Value constant = sums.at(kConstant).front();
  if (sums.size() == 1) return text(kConstant, {constant});
  sums.erase(kConstant);
  for (Value& value : sums.begin()->second) {
    value = static_cast<Value>(static_cast<Word>(value) + static_cast<Word>(constant));
  }
  std::string sum;
  for (const auto& [base, values] : sums) sum += (sum.empty() ? "" : " + ") + text(base, values);
  return sum;
}

/// The number of the digit, in a variable.
std::string Writer::pack_dynamic(const Digit& digit) {
  std::string variable = use(fmt::format("d{}", digit.reg));
  std::string number = text(digit.reg);
  if (digit.domain == 0) {
    line(fmt::format("{} = {} - {};", variable, number, literal(static_cast<Word>(digit.bias))));
  } else {
    const std::size_t count = system().cells.size() + 1;  // pointers are less than this
    Values places(count);
    for (std::size_t target = 0; target < count; ++target) {
      const auto place = number_of(system(), digit, static_cast<Value>(target));
      places[target] = static_cast<Value>(place.value_or(digit.size));
    }
    refuse(fmt::format("{} >= {}", number, literal(count)));
    line(fmt::format("{} = static_cast<Word>({}[{}]);", variable, table(places), number));
  }
  refuse(fmt::format("{} >= {}", variable, literal(digit.size)));
  return variable;
}

void Writer::put_code(const std::string& code) {
  const Storage& at = system().instances[source_.instances.front()].code_storage;
  if (at.width == 0) return;
  line(fmt::format("put(s.w[{}], {}, {}, {});", of_alike([](const auto& thread) { return thread.code_storage.word; }),
                   of_alike([](const auto& thread) { return thread.code_storage.shift; }), literal(mask_of(at)), code));
}

/// Fields of dead registers become zero.
void Writer::put_fields(std::uint32_t location) {
  for (std::uint32_t word = 0; word < system().words; ++word) {
    const std::string area = of_alike([word](const system::ThreadInstance& thread) {
      Word bits = 0;
      for (const Storage& at : thread.registers) {
        if (at.word == word) bits |= mask_of(at) << at.shift;
      }
      return bits;
    });
    if (area != literal(0)) line(fmt::format("s.w[{}] &= ~{};", word, area));
  }
  for (const Register r : source_.thread->locations[location].live) {
    if (!is_field(r) || has_ended) continue;
    const std::string bits = pack_field(r);
    line(fmt::format("s.w[{}] |= ({}) << {};", of_alike([r](const auto& thread) { return thread.registers[r].word; }),
                     bits, of_alike([r](const auto& thread) { return thread.registers[r].shift; })));
  }
}

std::string Writer::pack_field(Register r) {
  const Storage& at = field(0, r);
  const Known value = known(r);
  if (value.is_indexed()) {
    Values all(value.values.size(), 0);
    Subset misfits(all.size());
    for (std::size_t i = 0; i < all.size(); ++i) {
      const auto bits = bits_of(system(), at, value.values[i]);
      misfits[i] = !bits;
      all[i] = static_cast<Value>(bits.value_or(0));
    }
    refuse(value.base, misfits);
    return has_ended ? literal(0) : text(value.base, all);
  }
  if (at.domain != 0) {
    const Word size = system().domains.at(at.domain).targets.size();
    return pack_dynamic({r, size, 0, at.domain});
  }
  std::string variable = use(fmt::format("d{}", r));
  line(fmt::format("{} = {} - {};", variable, text(r), literal(static_cast<Word>(at.bias))));
  if (at.width < 64) refuse(fmt::format("{} > {}", variable, literal(mask_of(at))));
  return variable;
}

}  // namespace pagerace::native
