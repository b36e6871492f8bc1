/* Loads PROJ at run time and calls the few functions that coordinates need. See CPROJ.h. */

#include "CPROJ.h"

#include <dlfcn.h>
#include <pthread.h>

#define CPROJ_FUNCTIONS(X)                                                                         \
    X(proj_context_create)                                                                         \
    X(proj_context_destroy)                                                                        \
    X(proj_context_set_enable_network)                                                             \
    X(proj_log_func)                                                                               \
    X(proj_log_level)                                                                              \
    X(proj_create)                                                                                 \
    X(proj_create_crs_to_crs_from_pj)                                                              \
    X(proj_normalize_for_visualization)                                                            \
    X(proj_destroy)                                                                                \
    X(proj_is_crs)                                                                                 \
    X(proj_get_type)                                                                               \
    X(proj_get_name)                                                                               \
    X(proj_crs_get_sub_crs)                                                                        \
    X(proj_crs_get_coordinate_system)                                                              \
    X(proj_cs_get_type)                                                                            \
    X(proj_cs_get_axis_info)                                                                       \
    X(proj_get_source_crs)                                                                         \
    X(proj_is_equivalent_to_with_ctx)                                                              \
    X(proj_trans_generic)

/* One pointer a function, with the type that PROJ's own header declares. */
static struct {
#define X(name) __typeof__(&name) name;
    CPROJ_FUNCTIONS(X)
#undef X
} proj;

static pthread_once_t once = PTHREAD_ONCE_INIT;
static int is_loaded = 0;
static char load_error[256];

static void load(void)
{
    /* PROJ 9 has the ABI number 25; 8 had 22. GDAL may have brought it along already. */
    const char *const names[] = {
        PROJ_VERSION_MAJOR >= 9 ? "libproj.so.25" : "libproj.so.22", "libproj.so",
        "libproj.dylib", NULL,
    };
    void *library = NULL;
    for (int i = 0; library == NULL && names[i] != NULL; ++i) {
        library = dlopen(names[i], RTLD_LAZY | RTLD_LOCAL);
        const char *reason = library == NULL ? dlerror() : NULL;
        if (i == 0 && reason != NULL) snprintf(load_error, sizeof load_error, "%s", reason);
    }
    if (library == NULL) return;
/* POSIX guarantees that a function's address passes through void *. */
#define X(name)                                                                                    \
    *(void **)&proj.name = dlsym(library, #name);                                                  \
    if (proj.name == NULL) {                                                                       \
        snprintf(load_error, sizeof load_error, "%s is missing in libproj", #name);                \
        return;                                                                                    \
    }
    CPROJ_FUNCTIONS(X)
#undef X
    is_loaded = 1;
}

int cproj_load(char *error, size_t capacity)
{
    pthread_once(&once, load);
    if (!is_loaded) snprintf(error, capacity, "%s", load_error);
    return is_loaded;
}

static void keep(void *log, int level, const char *line)
{
    cproj_log *kept = (cproj_log *)log;
    if (level == PJ_LOG_ERROR && kept->text[0] == '\0') {
        snprintf(kept->text, sizeof kept->text, "%s", line ? line : "");
    }
}

PJ_CONTEXT *cproj_context(cproj_log *log)
{
    log->text[0] = '\0';
    if (!cproj_load(log->text, sizeof log->text)) return NULL;
    PJ_CONTEXT *context = proj.proj_context_create();
    if (context == NULL) return NULL;
    proj.proj_context_set_enable_network(context, 0);
    proj.proj_log_func(context, log, keep);
    proj.proj_log_level(context, PJ_LOG_ERROR);
    return context;
}

void cproj_context_destroy(PJ_CONTEXT *context) { proj.proj_context_destroy(context); }

PJ *cproj_transformation(PJ_CONTEXT *context, const PJ *from, const PJ *to)
{
    static const char *const options[] = {"ALLOW_BALLPARK=NO", NULL};
    PJ *raw = proj.proj_create_crs_to_crs_from_pj(context, from, to, NULL, options);
    if (raw == NULL) return NULL;
    PJ *normalised = proj.proj_normalize_for_visualization(context, raw);
    proj.proj_destroy(raw);
    return normalised;
}

double cproj_metres_per_unit(PJ_CONTEXT *context, const PJ *system)
{
    PJ *axes = proj.proj_crs_get_coordinate_system(context, system);
    double factor = 0;
    if (axes == NULL) return 0;
    if (proj.proj_cs_get_type(context, axes) == PJ_CS_TYPE_CARTESIAN) {
        proj.proj_cs_get_axis_info(context, axes, 0, NULL, NULL, NULL, &factor, NULL, NULL, NULL);
    }
    proj.proj_destroy(axes);
    return factor;
}

PJ *cproj_create(PJ_CONTEXT *context, const char *definition)
{
    return proj.proj_create(context, definition);
}

PJ *cproj_destroy(PJ *object) { return object == NULL ? NULL : proj.proj_destroy(object); }

int cproj_is_crs(const PJ *object) { return proj.proj_is_crs(object); }

PJ_TYPE cproj_get_type(const PJ *object) { return proj.proj_get_type(object); }

const char *cproj_get_name(const PJ *object) { return proj.proj_get_name(object); }

PJ *cproj_crs_get_sub_crs(PJ_CONTEXT *context, const PJ *system, int index)
{
    return proj.proj_crs_get_sub_crs(context, system, index);
}

PJ *cproj_get_source_crs(PJ_CONTEXT *context, const PJ *object)
{
    return proj.proj_get_source_crs(context, object);
}

int cproj_is_equivalent_to_with_ctx(PJ_CONTEXT *context, const PJ *a, const PJ *b,
                                    PJ_COMPARISON_CRITERION criterion)
{
    return proj.proj_is_equivalent_to_with_ctx(context, a, b, criterion);
}

size_t cproj_trans_generic(PJ *operation, PJ_DIRECTION direction, double *x, size_t x_stride,
                           size_t x_count, double *y, size_t y_stride, size_t y_count, double *z,
                           size_t z_stride, size_t z_count, double *t, size_t t_stride,
                           size_t t_count)
{
    return proj.proj_trans_generic(operation, direction, x, x_stride, x_count, y, y_stride, y_count,
                                   z, z_stride, z_count, t, t_stride, t_count);
}
