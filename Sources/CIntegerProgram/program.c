#include "CIntegerProgram.h"

#include <glpk.h>
#include <stdlib.h>
#include <string.h>

int jol_pick_within_budget(
    int count, const int *group, const double *cost, const double *benefit, double budget,
    int milliseconds, unsigned char *chosen, double *bound)
{
    memset(chosen, 0, (size_t)count);
    *bound = 0;
    if (count <= 0) return 0;
    int groups = 0;
    for (int i = 0; i < count; i++)
        if (group[i] + 1 > groups) groups = group[i] + 1;

    glp_term_out(GLP_OFF);
    glp_prob *problem = glp_create_prob();
    glp_set_obj_dir(problem, GLP_MAX);
    glp_add_rows(problem, groups + 1);
    glp_set_row_bnds(problem, 1, GLP_UP, 0, budget);
    for (int g = 0; g < groups; g++) glp_set_row_bnds(problem, g + 2, GLP_UP, 0, 1);
    glp_add_cols(problem, count);
    for (int i = 0; i < count; i++) {
        glp_set_col_kind(problem, i + 1, GLP_BV);
        glp_set_obj_coef(problem, i + 1, benefit[i]);
        /* Arrays of GLPK begin at 1. */
        int rows[3] = {0, 1, group[i] + 2};
        double values[3] = {0, cost[i], 1};
        glp_set_mat_col(problem, i + 1, 2, rows, values);
    }
    glp_iocp options;
    glp_init_iocp(&options);
    options.presolve = GLP_ON;
    options.tm_lim = milliseconds;
    options.mip_gap = 1e-9;
    options.cov_cuts = GLP_ON;
    options.msg_lev = GLP_MSG_OFF;
    int code = glp_intopt(problem, &options);
    int status = glp_mip_status(problem);
    int answer = 2;
    if ((code == 0 || code == GLP_ETMLIM || code == GLP_EMIPGAP)
        && (status == GLP_OPT || status == GLP_FEAS)) {
        for (int i = 0; i < count; i++)
            chosen[i] = glp_mip_col_val(problem, i + 1) > 0.5;
        *bound = glp_mip_obj_val(problem);
        answer = status == GLP_OPT ? 0 : 1;
    }
    glp_delete_prob(problem);
    return answer;
}
