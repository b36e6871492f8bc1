/* What RoadGeodata sees of GDAL/OGR: the C interface of vector layers and nothing else. */
#ifndef JOL_CGDAL_SHIM_H
#define JOL_CGDAL_SHIM_H

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cpl_conv.h>
#include <cpl_error.h>
#include <gdal.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>

/*
 * Registration functions of single drivers. They are exported by libgdal and declared in its C++
 * header ogrsf_frmts.h. GDALAllRegister would also bring drivers that open the network or other
 * files (WFS, VRT, PostgreSQL) and takes 20 times as long.
 */
void RegisterOGRGeoPackage(void);
void RegisterOGRShape(void);
void RegisterOGRGeoJSON(void);
void RegisterOGRFlatGeobuf(void);
void RegisterOGRTAB(void);

/* Registers the drivers Jol reads roads and points with; a driver that is present is skipped. */
static inline void cgdal_register(void)
{
    RegisterOGRGeoPackage();
    RegisterOGRShape();
    RegisterOGRGeoJSON();
    RegisterOGRFlatGeobuf();
    RegisterOGRTAB();
}

/* Copies the thread's last error text, always with a terminating zero. */
static inline void cgdal_last_error(char *text, size_t capacity)
{
    const char *message = CPLGetLastErrorMsg();
    if (capacity == 0) return;
    strncpy(text, message ? message : "", capacity - 1);
    text[capacity - 1] = '\0';
}

/*
 * Opens a local vector file read-only with the allowed drivers only. On failure returns NULL and
 * writes the reason. GDAL_OF_VERBOSE_ERROR: "[...] emit an error message if the file cannot be
 * opened" (GDALOpenEx); without it a NULL has no reason.
 */
static inline GDALDatasetH cgdal_open(const char *path, char *error, size_t capacity)
{
    static const char *const allowed[] = {
        "GPKG", "ESRI Shapefile", "GeoJSON", "FlatGeobuf", "MapInfo File", NULL,
    };
    cgdal_register();
    CPLPushErrorHandler(CPLQuietErrorHandler);
    CPLErrorReset();
    GDALDatasetH dataset = GDALOpenEx(
        path, GDAL_OF_VECTOR | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR, allowed, NULL, NULL);
    cgdal_last_error(error, capacity);
    CPLPopErrorHandler();
    return dataset;
}

/*
 * Writes the layer's coordinate system as WKT 2 (2019) into a new string that the caller frees with
 * cgdal_free; NULL when the layer declares none.
 */
static inline char *cgdal_layer_crs(OGRLayerH layer)
{
    static const char *const options[] = {"FORMAT=WKT2_2019", NULL};
    OGRSpatialReferenceH system = OGR_L_GetSpatialRef(layer);
    char *text = NULL;
    if (system == NULL) return NULL;
    CPLPushErrorHandler(CPLQuietErrorHandler);
    OGRErr code = OSRExportToWktEx(system, &text, options);
    CPLPopErrorHandler();
    if (code != OGRERR_NONE) {
        CPLFree(text);
        return NULL;
    }
    return text;
}

static inline void cgdal_free(void *text)
{
    CPLFree(text);
}

/*
 * The next feature, or NULL at the end (error[0] is zero) or after an error (error holds the text).
 * Quiet: GDAL prints to stderr by default.
 */
static inline OGRFeatureH cgdal_next(OGRLayerH layer, char *error, size_t capacity)
{
    CPLPushErrorHandler(CPLQuietErrorHandler);
    CPLErrorReset();
    OGRFeatureH feature = OGR_L_GetNextFeature(layer);
    if (capacity > 0) error[0] = '\0';
    if (feature == NULL && CPLGetLastErrorType() >= CE_Failure) cgdal_last_error(error, capacity);
    CPLPopErrorHandler();
    return feature;
}

#endif
