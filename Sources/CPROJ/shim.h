/* What RoadGeodata sees of PROJ: coordinate systems and transformations. */
#ifndef JOL_CPROJ_SHIM_H
#define JOL_CPROJ_SHIM_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <proj.h>

/* Where PROJ's log lines go: a fixed buffer that keeps the first error line. */
typedef struct {
    char text[512];
} cproj_log;

static inline void cproj_keep(void *log, int level, const char *line)
{
    cproj_log *kept = (cproj_log *)log;
    if (level == PJ_LOG_ERROR && kept->text[0] == '\0') {
        snprintf(kept->text, sizeof kept->text, "%s", line ? line : "");
    }
}

/* A context that never touches the network and logs into `log`, which must outlive it. */
static inline PJ_CONTEXT *cproj_context(cproj_log *log)
{
    PJ_CONTEXT *context = proj_context_create();
    log->text[0] = '\0';
    if (context == NULL) return NULL;
    proj_context_set_enable_network(context, 0);
    proj_log_func(context, log, cproj_keep);
    proj_log_level(context, PJ_LOG_ERROR);
    return context;
}

/*
 * The transformation between two systems with the axes in the order x = easting or longitude,
 * y = northing or latitude. Ballpark transformations are not allowed: PROJ would pass coordinates
 * of another datum through unchanged, up to 100 m off, without saying so.
 */
static inline PJ *cproj_transformation(PJ_CONTEXT *context, const PJ *from, const PJ *to)
{
    static const char *const options[] = {"ALLOW_BALLPARK=NO", NULL};
    PJ *raw = proj_create_crs_to_crs_from_pj(context, from, to, NULL, options);
    if (raw == NULL) return NULL;
    PJ *normalised = proj_normalize_for_visualization(context, raw);
    proj_destroy(raw);
    return normalised;
}

/*
 * Metres per unit of the first axis of the system's horizontal part; 0 when the axes are angles or
 * the system is neither projected nor geographic.
 */
static inline double cproj_metres_per_unit(PJ_CONTEXT *context, const PJ *system)
{
    PJ *axes = proj_crs_get_coordinate_system(context, system);
    double factor = 0;
    if (axes == NULL) return 0;
    if (proj_cs_get_type(context, axes) == PJ_CS_TYPE_CARTESIAN) {
        proj_cs_get_axis_info(context, axes, 0, NULL, NULL, NULL, &factor, NULL, NULL, NULL);
    }
    proj_destroy(axes);
    return factor;
}

#endif
