/* Loads GDAL at run time and calls the few functions that vector layers and heights need. See CGDAL.h. */

#include "CGDAL.h"

#include <dlfcn.h>
#include <math.h>
#include <pthread.h>
#include <stdio.h>

#if __has_include(<gdal/gdal.h>)
#include <gdal/cpl_conv.h>
#include <gdal/cpl_error.h>
#include <gdal/gdal.h>
#include <gdal/ogr_api.h>
#include <gdal/ogr_srs_api.h>
#else
#include <cpl_conv.h>
#include <cpl_error.h>
#include <gdal.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>
#endif

/*
 * Registration functions of single drivers: exported by libgdal, declared in its C++ header
 * ogrsf_frmts.h. GDALAllRegister would also bring drivers that open the network or other files
 * (WFS, VRT, PostgreSQL).
 */
void RegisterOGRGeoPackage(void);
void RegisterOGRShape(void);
void RegisterOGRGeoJSON(void);
void RegisterOGRFlatGeobuf(void);
void RegisterOGRTAB(void);
void RegisterOGRXLSX(void);
void RegisterOGRODS(void);
void GDALRegister_GTiff(void);
void GDALRegister_SRTMHGT(void);
void GDALRegister_AAIGrid(void);
void GDALRegister_DTED(void);

#define CGDAL_FUNCTIONS(X)                                                                         \
    X(RegisterOGRGeoPackage)                                                                       \
    X(RegisterOGRShape)                                                                            \
    X(RegisterOGRGeoJSON)                                                                          \
    X(RegisterOGRFlatGeobuf)                                                                       \
    X(RegisterOGRTAB)                                                                              \
    X(RegisterOGRXLSX)                                                                             \
    X(RegisterOGRODS)                                                                              \
    X(GDALRegister_GTiff)                                                                          \
    X(GDALRegister_SRTMHGT)                                                                        \
    X(GDALRegister_AAIGrid)                                                                        \
    X(GDALRegister_DTED)                                                                           \
    X(GDALGetGeoTransform)                                                                         \
    X(GDALGetRasterBand)                                                                           \
    X(GDALGetRasterNoDataValue)                                                                    \
    X(GDALGetRasterOffset)                                                                         \
    X(GDALGetRasterScale)                                                                          \
    X(GDALGetRasterXSize)                                                                          \
    X(GDALGetRasterYSize)                                                                          \
    X(GDALGetSpatialRef)                                                                           \
    X(GDALRasterIO)                                                                                \
    X(CPLErrorReset)                                                                               \
    X(CPLGetLastErrorMsg)                                                                          \
    X(CPLGetLastErrorType)                                                                         \
    X(CPLPopErrorHandler)                                                                          \
    X(CPLPushErrorHandler)                                                                         \
    X(CPLQuietErrorHandler)                                                                        \
    X(CPLSetThreadLocalConfigOption)                                                               \
    X(GDALClose)                                                                                   \
    X(GDALDatasetGetLayer)                                                                         \
    X(GDALDatasetGetLayerCount)                                                                    \
    X(GDALOpenEx)                                                                                  \
    X(OGR_FD_GetFieldCount)                                                                        \
    X(OGR_FD_GetFieldDefn)                                                                         \
    X(OGR_F_Destroy)                                                                               \
    X(OGR_F_GetFID)                                                                                \
    X(OGR_F_GetFieldAsString)                                                                      \
    X(OGR_F_GetGeometryRef)                                                                        \
    X(OGR_F_IsFieldSetAndNotNull)                                                                  \
    X(OGR_Fld_GetNameRef)                                                                          \
    X(OGR_GT_Flatten)                                                                              \
    X(OGR_G_DestroyGeometry)                                                                       \
    X(OGR_G_GetGeometryCount)                                                                      \
    X(OGR_G_GetGeometryRef)                                                                        \
    X(OGR_G_GetGeometryType)                                                                       \
    X(OGR_G_GetLinearGeometry)                                                                     \
    X(OGR_G_GetPointCount)                                                                         \
    X(OGR_G_GetPoints)                                                                             \
    X(OGR_G_IsEmpty)                                                                               \
    X(OGR_L_GetGeomType)                                                                           \
    X(OGR_L_GetLayerDefn)                                                                          \
    X(OGR_L_GetName)                                                                               \
    X(OGR_L_GetNextFeature)                                                                        \
    X(OGR_L_GetSpatialRef)                                                                         \
    X(OSRExportToWktEx)                                                                            \
    X(VSIFree)

/* One pointer a function, with the type that GDAL's own header declares. */
static struct {
#define X(name) __typeof__(&name) name;
    CGDAL_FUNCTIONS(X)
#undef X
} gdal;

static pthread_once_t once = PTHREAD_ONCE_INIT;
static int is_loaded = 0;
static char load_error[256];

/* Debian's and upstream's names of the library: the ABI number of GDAL 3.x is 26 + x. */
static void *open_library(void)
{
    char name[64];
    snprintf(name, sizeof name, "libgdal.so.%d", 26 + GDAL_VERSION_MINOR);
    const char *const names[] = {name, "libgdal.so", "libgdal.dylib", NULL};
    for (int i = 0; names[i] != NULL; ++i) {
        void *library = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
        if (library != NULL) return library;
        const char *reason = dlerror();
        if (i == 0) snprintf(load_error, sizeof load_error, "%s", reason ? reason : "not found");
    }
    return NULL;
}

static void load(void)
{
    void *library = open_library();
    if (library == NULL) return;
/* POSIX guarantees that a function's address passes through void *. */
#define X(name)                                                                                    \
    *(void **)&gdal.name = dlsym(library, #name);                                                  \
    if (gdal.name == NULL) {                                                                       \
        snprintf(load_error, sizeof load_error, "%s is missing in libgdal", #name);                \
        return;                                                                                    \
    }
    CGDAL_FUNCTIONS(X)
#undef X
    gdal.RegisterOGRGeoPackage();
    gdal.RegisterOGRShape();
    gdal.RegisterOGRGeoJSON();
    gdal.RegisterOGRFlatGeobuf();
    gdal.RegisterOGRTAB();
    gdal.RegisterOGRXLSX();
    gdal.RegisterOGRODS();
    gdal.GDALRegister_GTiff();
    gdal.GDALRegister_SRTMHGT();
    gdal.GDALRegister_AAIGrid();
    gdal.GDALRegister_DTED();
    is_loaded = 1;
}

static void copy(char *text, size_t capacity, const char *message)
{
    if (capacity > 0) snprintf(text, capacity, "%s", message ? message : "");
}

int cgdal_load(char *error, size_t capacity)
{
    pthread_once(&once, load);
    copy(error, capacity, is_loaded ? "" : load_error);
    return is_loaded;
}

void *cgdal_open(const char *path, char *error, size_t capacity)
{
    static const char *const allowed[] = {
        "GPKG", "ESRI Shapefile", "GeoJSON", "FlatGeobuf", "MapInfo File", NULL,
    };
    if (!cgdal_load(error, capacity)) return NULL;
    gdal.CPLPushErrorHandler(gdal.CPLQuietErrorHandler);
    gdal.CPLErrorReset();
    /* GDAL_OF_VERBOSE_ERROR: "If VERBOSE_ERROR flag is set, emit an error message if the file
     * cannot be opened"; without it a NULL comes without a reason. */
    void *dataset = gdal.GDALOpenEx(
        path, GDAL_OF_VECTOR | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR, allowed, NULL, NULL);
    copy(error, capacity, dataset ? "" : gdal.CPLGetLastErrorMsg());
    gdal.CPLPopErrorHandler();
    return dataset;
}

void *cgdal_sheet_open(const char *path, char *error, size_t capacity)
{
    static const char *const allowed[] = {"XLSX", "ODS", NULL};
    if (!cgdal_load(error, capacity)) return NULL;
    gdal.CPLPushErrorHandler(gdal.CPLQuietErrorHandler);
    gdal.CPLErrorReset();
    /* Every row as text: which one is the header, and what a cell means, is for the reader. */
    gdal.CPLSetThreadLocalConfigOption("OGR_XLSX_HEADERS", "DISABLE");
    gdal.CPLSetThreadLocalConfigOption("OGR_XLSX_FIELD_TYPES", "STRING");
    gdal.CPLSetThreadLocalConfigOption("OGR_ODS_HEADERS", "DISABLE");
    gdal.CPLSetThreadLocalConfigOption("OGR_ODS_FIELD_TYPES", "STRING");
    void *dataset = gdal.GDALOpenEx(
        path, GDAL_OF_VECTOR | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR, allowed, NULL, NULL);
    copy(error, capacity, dataset ? "" : gdal.CPLGetLastErrorMsg());
    gdal.CPLPopErrorHandler();
    return dataset;
}

void cgdal_close(void *dataset)
{
    gdal.GDALClose(dataset);
}

static cgdal_kind kind(OGRwkbGeometryType type)
{
    switch (gdal.OGR_GT_Flatten(type)) {
    case wkbPoint: return CGDAL_POINT;
    case wkbLineString: return CGDAL_LINE;
    case wkbCircularString:
    case wkbCompoundCurve: return CGDAL_CURVE;
    case wkbMultiPoint:
    case wkbMultiLineString:
    case wkbMultiCurve:
    case wkbGeometryCollection: return CGDAL_COLLECTION;
    default: return CGDAL_OTHER;
    }
}

int cgdal_layer_count(void *dataset)
{
    return gdal.GDALDatasetGetLayerCount(dataset);
}

void *cgdal_layer(void *dataset, int index)
{
    return gdal.GDALDatasetGetLayer(dataset, index);
}

const char *cgdal_layer_name(void *layer)
{
    return gdal.OGR_L_GetName(layer);
}

cgdal_kind cgdal_layer_kind(void *layer)
{
    switch (gdal.OGR_GT_Flatten(gdal.OGR_L_GetGeomType(layer))) {
    case wkbPoint:
    case wkbMultiPoint: return CGDAL_POINT;
    case wkbLineString:
    case wkbMultiLineString:
    case wkbCircularString:
    case wkbCompoundCurve:
    case wkbCurve:
    case wkbMultiCurve: return CGDAL_LINE;
    case wkbUnknown:
    case wkbGeometryCollection: return CGDAL_ANY;
    default: return CGDAL_OTHER;
    }
}

int cgdal_field_count(void *layer)
{
    return gdal.OGR_FD_GetFieldCount(gdal.OGR_L_GetLayerDefn(layer));
}

const char *cgdal_field_name(void *layer, int field)
{
    return gdal.OGR_Fld_GetNameRef(
        gdal.OGR_FD_GetFieldDefn(gdal.OGR_L_GetLayerDefn(layer), field));
}

static char *wkt(OGRSpatialReferenceH system)
{
    static const char *const options[] = {"FORMAT=WKT2_2019", NULL};
    char *text = NULL;
    if (system == NULL) return NULL;
    gdal.CPLPushErrorHandler(gdal.CPLQuietErrorHandler);
    OGRErr code = gdal.OSRExportToWktEx(system, &text, options);
    gdal.CPLPopErrorHandler();
    if (code == OGRERR_NONE) return text;
    gdal.VSIFree(text);
    return NULL;
}

char *cgdal_layer_crs(void *layer)
{
    return wkt(gdal.OGR_L_GetSpatialRef(layer));
}

void cgdal_free(void *text)
{
    gdal.VSIFree(text);
}

void *cgdal_next(void *layer, char *error, size_t capacity)
{
    /* Quiet: GDAL prints to stderr by default. */
    gdal.CPLPushErrorHandler(gdal.CPLQuietErrorHandler);
    gdal.CPLErrorReset();
    void *feature = gdal.OGR_L_GetNextFeature(layer);
    int has_failed = feature == NULL && gdal.CPLGetLastErrorType() >= CE_Failure;
    copy(error, capacity, has_failed ? gdal.CPLGetLastErrorMsg() : "");
    gdal.CPLPopErrorHandler();
    return feature;
}

void cgdal_feature_free(void *feature)
{
    gdal.OGR_F_Destroy(feature);
}

int64_t cgdal_feature_id(void *feature)
{
    return (int64_t)gdal.OGR_F_GetFID(feature);
}

const char *cgdal_field_text(void *feature, int field)
{
    if (!gdal.OGR_F_IsFieldSetAndNotNull(feature, field)) return NULL;
    return gdal.OGR_F_GetFieldAsString(feature, field);
}

void *cgdal_feature_geometry(void *feature)
{
    return gdal.OGR_F_GetGeometryRef(feature);
}

cgdal_kind cgdal_geometry_kind(void *geometry)
{
    return kind(gdal.OGR_G_GetGeometryType(geometry));
}

int cgdal_part_count(void *geometry)
{
    return gdal.OGR_G_GetGeometryCount(geometry);
}

void *cgdal_part(void *geometry, int index)
{
    return gdal.OGR_G_GetGeometryRef(geometry, index);
}

void *cgdal_straightened(void *geometry)
{
    return gdal.OGR_G_GetLinearGeometry(geometry, 0, NULL);
}

void cgdal_geometry_free(void *geometry)
{
    gdal.OGR_G_DestroyGeometry(geometry);
}

int cgdal_point_count(void *geometry)
{
    if (kind(gdal.OGR_G_GetGeometryType(geometry)) == CGDAL_POINT) {
        return gdal.OGR_G_IsEmpty(geometry) ? 0 : 1;
    }
    return gdal.OGR_G_GetPointCount(geometry);
}

void cgdal_points(void *geometry, double *x, double *y)
{
    gdal.OGR_G_GetPoints(geometry, x, sizeof *x, y, sizeof *y, NULL, 0);
}

void *cgdal_raster_open(const char *path, char *error, size_t capacity)
{
    static const char *const allowed[] = {"GTiff", "SRTMHGT", "AAIGrid", "DTED", NULL};
    if (!cgdal_load(error, capacity)) return NULL;
    gdal.CPLPushErrorHandler(gdal.CPLQuietErrorHandler);
    gdal.CPLErrorReset();
    void *raster = gdal.GDALOpenEx(
        path, GDAL_OF_RASTER | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR, allowed, NULL, NULL);
    copy(error, capacity, raster ? "" : gdal.CPLGetLastErrorMsg());
    gdal.CPLPopErrorHandler();
    return raster;
}

void cgdal_raster_size(void *raster, int *width, int *height)
{
    *width = gdal.GDALGetRasterXSize(raster);
    *height = gdal.GDALGetRasterYSize(raster);
}

int cgdal_raster_transform(void *raster, double t[6])
{
    return gdal.GDALGetGeoTransform(raster, t) == CE_None;
}

char *cgdal_raster_crs(void *raster)
{
    return wkt(gdal.GDALGetSpatialRef(raster));
}

int cgdal_raster_read(void *raster, int column, int row, int width, int height, double *values)
{
    void *band = gdal.GDALGetRasterBand(raster, 1);
    if (band == NULL) return 0;
    gdal.CPLPushErrorHandler(gdal.CPLQuietErrorHandler);
    CPLErr code = gdal.GDALRasterIO(
        band, GF_Read, column, row, width, height, values, width, height, GDT_Float64, 0, 0);
    gdal.CPLPopErrorHandler();
    if (code != CE_None) return 0;
    int has_nothing = 0, has_scale = 0, has_offset = 0;
    double nothing = gdal.GDALGetRasterNoDataValue(band, &has_nothing);
    double scale = gdal.GDALGetRasterScale(band, &has_scale);
    double offset = gdal.GDALGetRasterOffset(band, &has_offset);
    for (long i = 0; i < (long)width * height; ++i) {
        if (has_nothing && values[i] == nothing) values[i] = NAN;
        values[i] = values[i] * (has_scale ? scale : 1) + (has_offset ? offset : 0);
    }
    return 1;
}
