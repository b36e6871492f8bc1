#include "CSpecialFunctions.h"

#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/digamma.hpp>
#include <boost/math/special_functions/erf.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <boost/math/special_functions/trigamma.hpp>

#include <limits>

namespace {

namespace bp = boost::math::policies;

// Every kind of failure sets errno and returns NaN or an infinity instead of throwing.
using Quiet = bp::policy<
    bp::domain_error<bp::errno_on_error>, bp::pole_error<bp::errno_on_error>,
    bp::overflow_error<bp::errno_on_error>, bp::underflow_error<bp::errno_on_error>,
    bp::denorm_error<bp::errno_on_error>, bp::evaluation_error<bp::errno_on_error>,
    bp::rounding_error<bp::errno_on_error>,
    bp::indeterminate_result_error<bp::errno_on_error>>;

constexpr Quiet quiet{};

// The policy leaves nothing to catch; this keeps the promise should a Boost release differ.
template <typename Body>
double guarded(Body body) noexcept {
  try {
    return body();
  } catch (...) {
    return std::numeric_limits<double>::quiet_NaN();
  }
}

}  // namespace

extern "C" {

double jol_gamma_p(double a, double x) {
  return guarded([=] { return boost::math::gamma_p(a, x, quiet); });
}
double jol_gamma_q(double a, double x) {
  return guarded([=] { return boost::math::gamma_q(a, x, quiet); });
}
double jol_gamma_p_inverse(double a, double p) {
  return guarded([=] { return boost::math::gamma_p_inv(a, p, quiet); });
}
double jol_gamma_q_inverse(double a, double q) {
  return guarded([=] { return boost::math::gamma_q_inv(a, q, quiet); });
}
double jol_gamma_p_derivative(double a, double x) {
  return guarded([=] { return boost::math::gamma_p_derivative(a, x, quiet); });
}
double jol_beta_i(double a, double b, double x) {
  return guarded([=] { return boost::math::ibeta(a, b, x, quiet); });
}
double jol_beta_ic(double a, double b, double x) {
  return guarded([=] { return boost::math::ibetac(a, b, x, quiet); });
}
double jol_beta_i_inverse(double a, double b, double p) {
  return guarded([=] { return boost::math::ibeta_inv(a, b, p, quiet); });
}
double jol_beta_ic_inverse(double a, double b, double q) {
  return guarded([=] { return boost::math::ibetac_inv(a, b, q, quiet); });
}
double jol_beta_i_derivative(double a, double b, double x) {
  return guarded([=] { return boost::math::ibeta_derivative(a, b, x, quiet); });
}
double jol_erfc(double x) {
  return guarded([=] { return boost::math::erfc(x, quiet); });
}
double jol_erfc_inverse(double y) {
  return guarded([=] { return boost::math::erfc_inv(y, quiet); });
}
double jol_log_gamma(double x) {
  return guarded([=] { return boost::math::lgamma(x, quiet); });
}
double jol_digamma(double x) {
  return guarded([=] { return boost::math::digamma(x, quiet); });
}
double jol_trigamma(double x) {
  return guarded([=] { return boost::math::trigamma(x, quiet); });
}

}  // extern "C"
