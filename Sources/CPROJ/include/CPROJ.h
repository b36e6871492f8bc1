/*
 * Coordinate systems and transformations through PROJ, loaded when the first one is needed.
 *
 * Linking PROJ would make every start of the program load its 40-odd libraries (8 ms of CPU), so it
 * is opened at run time, as GDAL is. Only PROJ's types come from its own header: calling one of its
 * functions by its own name would not link.
 */
#ifndef JOL_CPROJ_H
#define JOL_CPROJ_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <proj.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Where PROJ's log lines go: a fixed buffer that keeps the first error line. */
typedef struct {
    char text[512];
} cproj_log;

/* Loads PROJ; 1 when it is there, else 0 with the reason in `error`. */
int cproj_load(char *error, size_t capacity);

/* A context that never touches the network and logs into `log`, which must outlive it; NULL also
 * when PROJ cannot be loaded. */
PJ_CONTEXT *cproj_context(cproj_log *log);
void cproj_context_destroy(PJ_CONTEXT *context);

/*
 * The transformation between two systems with the axes in the order x = easting or longitude,
 * y = northing or latitude. Ballpark transformations are not allowed: PROJ would pass coordinates
 * of another datum through unchanged, up to 100 m off, without saying so.
 */
PJ *cproj_transformation(PJ_CONTEXT *context, const PJ *from, const PJ *to);

/*
 * Metres per unit of the first axis of the system's horizontal part; 0 when the axes are angles or
 * the system is neither projected nor geographic.
 */
double cproj_metres_per_unit(PJ_CONTEXT *context, const PJ *system);

/* As the functions of PROJ with these names; they are called with objects of a context only, so
 * that PROJ is loaded by then. */
PJ *cproj_create(PJ_CONTEXT *context, const char *definition);
PJ *cproj_destroy(PJ *object);
int cproj_is_crs(const PJ *object);
PJ_TYPE cproj_get_type(const PJ *object);
const char *cproj_get_name(const PJ *object);
PJ *cproj_crs_get_sub_crs(PJ_CONTEXT *context, const PJ *system, int index);
PJ *cproj_get_source_crs(PJ_CONTEXT *context, const PJ *object);
int cproj_is_equivalent_to_with_ctx(PJ_CONTEXT *context, const PJ *a, const PJ *b,
                                    PJ_COMPARISON_CRITERION criterion);
size_t cproj_trans_generic(PJ *operation, PJ_DIRECTION direction, double *x, size_t x_stride,
                           size_t x_count, double *y, size_t y_stride, size_t y_count, double *z,
                           size_t z_stride, size_t z_count, double *t, size_t t_stride,
                           size_t t_count);

#ifdef __cplusplus
}
#endif

#endif
