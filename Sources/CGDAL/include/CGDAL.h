/*
 * Vector layers and rasters of heights through GDAL, loaded when the first one is opened.
 *
 * Linking GDAL would make every start of the program load its 100-odd libraries (60 ms of CPU), so
 * it is opened at run time instead; without it installed only GIS layers cannot be read. Nothing
 * of GDAL's own names shows here. Handles belong to one thread at a time.
 */
#ifndef JOL_CGDAL_H
#define JOL_CGDAL_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What a layer or geometry is made of. */
typedef enum {
    CGDAL_OTHER = 0,
    CGDAL_POINT = 1,
    CGDAL_LINE = 2,
    /* A line with arcs. */
    CGDAL_CURVE = 3,
    /* Several geometries. */
    CGDAL_COLLECTION = 4,
    /* Not declared, or mixed (layers only). */
    CGDAL_ANY = 5,
} cgdal_kind;

/* Loads GDAL; 1 when it is there, else 0 with the reason in `error`. */
int cgdal_load(char *error, size_t capacity);

/* Opens a local file read-only with the drivers GPKG, ESRI Shapefile, GeoJSON, FlatGeobuf and
 * MapInfo File, and no other. NULL on failure, with GDAL's reason in `error`. */
void *cgdal_open(const char *path, char *error, size_t capacity);
void cgdal_close(void *dataset);

/* Opens a local workbook read-only with the drivers XLSX and ODS, and no other; its layers are the
 * sheets, every row is a feature and every cell a text. NULL on failure, with GDAL's reason. */
void *cgdal_sheet_open(const char *path, char *error, size_t capacity);

int cgdal_layer_count(void *dataset);
void *cgdal_layer(void *dataset, int index);
/* Borrowed text. */
const char *cgdal_layer_name(void *layer);
/* CGDAL_LINE and CGDAL_POINT also for their multi kinds and arcs. */
cgdal_kind cgdal_layer_kind(void *layer);
int cgdal_field_count(void *layer);
const char *cgdal_field_name(void *layer, int field);
/* The coordinate system as WKT 2 (2019), to be released with cgdal_free; NULL when none. */
char *cgdal_layer_crs(void *layer);
void cgdal_free(void *text);

/* The next feature, to be released; NULL at the end (error[0] is 0) or after a failure. */
void *cgdal_next(void *layer, char *error, size_t capacity);
void cgdal_feature_free(void *feature);
int64_t cgdal_feature_id(void *feature);
/* Borrowed text; NULL when the field is unset or null. */
const char *cgdal_field_text(void *feature, int field);
/* Borrowed geometry; NULL when there is none. */
void *cgdal_feature_geometry(void *feature);

cgdal_kind cgdal_geometry_kind(void *geometry);
/* Parts of a collection; borrowed. */
int cgdal_part_count(void *geometry);
void *cgdal_part(void *geometry, int index);
/* A curve with its arcs made straight, to be released with cgdal_geometry_free. */
void *cgdal_straightened(void *geometry);
void cgdal_geometry_free(void *geometry);
/* Points of a line, or 1 or 0 for a point; writes that many x and y. */
int cgdal_point_count(void *geometry);
void cgdal_points(void *geometry, double *x, double *y);

/* Opens a local raster read-only with the drivers GTiff, SRTMHGT, AAIGrid and DTED, and no other.
 * NULL on failure, with GDAL's reason in `error`. Closed with cgdal_close. */
void *cgdal_raster_open(const char *path, char *error, size_t capacity);
/* Columns and rows. */
void cgdal_raster_size(void *raster, int *width, int *height);
/* x = t[0] + t[1] column + t[2] row, y = t[3] + t[4] column + t[5] row, at a pixel's upper left
 * corner; 0 when the raster has no place. */
int cgdal_raster_transform(void *raster, double t[6]);
/* The coordinate system as WKT 2 (2019), to be released with cgdal_free; NULL when none. */
char *cgdal_raster_crs(void *raster);
/* Values of the first band as metres (its scale and offset applied), NAN where there is none; 0 on
 * failure. `values` takes width * height numbers, row by row. */
int cgdal_raster_read(void *raster, int column, int row, int width, int height, double *values);

#ifdef __cplusplus
}
#endif

#endif
