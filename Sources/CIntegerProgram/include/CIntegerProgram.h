/// Integer programmes of GLPK behind a C border.
#ifndef JOL_CINTEGERPROGRAM_H
#define JOL_CINTEGERPROGRAM_H

#ifdef __cplusplus
extern "C" {
#endif

/// Picks at most one option of every group so that the benefit is largest within a budget.
///
/// group: numbers from 0, any order; cost and benefit: finite, cost not negative.
/// chosen: 1 for each option picked. bound: no choice can have a larger benefit than this.
/// Returns 0 when the choice is proved best, 1 when the time ran out and the choice is the best
/// found, 2 when the solver failed.
int jol_pick_within_budget(
    int count, const int *group, const double *cost, const double *benefit, double budget,
    int milliseconds, unsigned char *chosen, double *bound);

#ifdef __cplusplus
}
#endif
#endif
