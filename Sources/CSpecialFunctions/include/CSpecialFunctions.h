/// Special functions of Boost.Math behind a C border.
///
/// No exception crosses: an argument outside a function's domain, an overflow or a failed
/// iteration gives NaN or an infinity.
#ifndef JOL_CSPECIALFUNCTIONS_H
#define JOL_CSPECIALFUNCTIONS_H

#ifdef __cplusplus
extern "C" {
#endif

/// Regularised lower incomplete gamma function P(a, x); a > 0, x >= 0.
double jol_gamma_p(double a, double x);
/// Regularised upper incomplete gamma function Q(a, x) = 1 - P(a, x).
double jol_gamma_q(double a, double x);
/// The x with P(a, x) = p.
double jol_gamma_p_inverse(double a, double p);
/// The x with Q(a, x) = q.
double jol_gamma_q_inverse(double a, double q);
/// The derivative of P(a, x) in x: the density of Gamma(a, 1).
double jol_gamma_p_derivative(double a, double x);
/// Regularised incomplete beta function I_x(a, b); a, b > 0, x in [0, 1].
double jol_beta_i(double a, double b, double x);
/// The complement 1 - I_x(a, b) without cancellation.
double jol_beta_ic(double a, double b, double x);
/// The x with I_x(a, b) = p.
double jol_beta_i_inverse(double a, double b, double p);
/// The x with 1 - I_x(a, b) = q.
double jol_beta_ic_inverse(double a, double b, double q);
/// The derivative of I_x(a, b) in x: the density of Beta(a, b).
double jol_beta_i_derivative(double a, double b, double x);
/// Complementary error function.
double jol_erfc(double x);
/// The x with erfc(x) = y; y in (0, 2).
double jol_erfc_inverse(double y);
/// Natural logarithm of |Gamma(x)|.
double jol_log_gamma(double x);
/// Digamma: the derivative of log Gamma.
double jol_digamma(double x);
/// Trigamma: the second derivative of log Gamma.
double jol_trigamma(double x);

#ifdef __cplusplus
}
#endif
#endif
