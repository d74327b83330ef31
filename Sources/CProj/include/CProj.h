#pragma once
// Conversions between coordinate reference systems of the EPSG registry through PROJ, offline.

enum fl_crs_status {
  FL_CRS_OK = 0,
  FL_CRS_NO_DATABASE = 1,   // PROJ's own database is not installed
  FL_CRS_UNKNOWN = 2,       // the registry has no such system
  FL_CRS_NOT_HORIZONTAL = 3, // neither longitude and latitude nor a map projection
  FL_CRS_NO_OPERATION = 4,  // no conversion to WGS 84 or CGCS2000 is published
  FL_CRS_NO_GRID = 5        // a conversion is published, and a grid that it takes is not here
};

typedef struct fl_crs fl_crs;

// What the registry says of a system; degrees, west may be greater than east.
typedef struct {
  char name[128];
  char grid[128]; // with FL_CRS_NO_GRID, the grid that is missing
  int is_projected;
  double west, south, east, north;
  double accuracy; // of the conversion, in metres; negative where it is not known
} fl_crs_facts;

// Opens the conversion from EPSG:`code` to WGS 84, or to CGCS2000 where PROJ would only guess the step
// to WGS 84. NULL where there is none; `status` says why.
fl_crs *fl_crs_open(int code, fl_crs_facts *facts, int *status);
void fl_crs_close(fl_crs *crs);

// Converts easting and northing (or longitude and latitude in degrees) to longitude and latitude in
// degrees, in place. Returns 1, or 0 where the numbers have no place in the system.
int fl_crs_to_degrees(fl_crs *crs, double *x, double *y);

// The other direction.
int fl_crs_from_degrees(fl_crs *crs, double *x, double *y);
