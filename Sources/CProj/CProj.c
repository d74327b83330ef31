#pragma STDC FP_CONTRACT OFF
#include "CProj.h"

#include <math.h>
#include <proj.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct fl_crs {
  PJ_CONTEXT *context;
  PJ *operation;
};

static void quiet(void *data, int level, const char *message) {
  (void)data;
  (void)level;
  (void)message;
}

// The best operation that is published from `source` to EPSG:`target`, as `grids` lets it use grids that
// may not be here; NULL where PROJ would guess.
static PJ *published(PJ_CONTEXT *context, const PJ *source, const char *target,
                     PROJ_GRID_AVAILABILITY_USE grids) {
  PJ *found = NULL;
  PJ *destination = proj_create_from_database(context, "EPSG", target, PJ_CATEGORY_CRS, 0, NULL);
  PJ_OPERATION_FACTORY_CONTEXT *factory = proj_create_operation_factory_context(context, NULL);
  if (destination && factory) {
    proj_operation_factory_context_set_allow_ballpark_transformations(context, factory, 0);
    proj_operation_factory_context_set_grid_availability_use(context, factory, grids);
    PJ_OBJ_LIST *list = proj_create_operations(context, source, destination, factory);
    int count = list ? proj_list_get_count(list) : 0;
    for (int index = 0; index < count && !found; index++) {
      PJ *operation = proj_list_get(context, list, index);
      // Some are published by a method that PROJ does not have.
      if (operation && (grids == PROJ_GRID_AVAILABILITY_IGNORED ||
                        proj_coordoperation_is_instantiable(context, operation))) {
        found = proj_normalize_for_visualization(context, operation);
      }
      proj_destroy(operation);
    }
    proj_list_destroy(list);
  }
  if (factory) proj_operation_factory_context_destroy(factory);
  proj_destroy(destination);
  return found;
}

static PJ *usable(PJ_CONTEXT *context, const PJ *source, const char *target) {
  return published(context, source, target,
                   PROJ_GRID_AVAILABILITY_DISCARD_OPERATION_IF_MISSING_GRID);
}

// Whether an operation from `source` to WGS 84 is published that wants grids; the first that is not here
// is told in `facts`.
static int wants_grid(PJ_CONTEXT *context, const PJ *source, fl_crs_facts *facts) {
  PJ *operation = published(context, source, "4326", PROJ_GRID_AVAILABILITY_IGNORED);
  if (!operation) return 0;
  int count = proj_coordoperation_get_grid_used_count(context, operation);
  for (int index = 0; index < count && !facts->grid[0]; index++) {
    const char *name = NULL;
    int is_here = 1;
    if (proj_coordoperation_get_grid_used(context, operation, index, &name, NULL, NULL, NULL, NULL,
                                          NULL, &is_here) &&
        !is_here && name) {
      snprintf(facts->grid, sizeof facts->grid, "%s", name);
    }
  }
  proj_destroy(operation);
  return facts->grid[0] != 0;
}

static int is_horizontal(PJ_TYPE type) {
  return type == PJ_TYPE_GEOGRAPHIC_2D_CRS || type == PJ_TYPE_PROJECTED_CRS;
}

static void tell(PJ_CONTEXT *context, const PJ *crs, fl_crs_facts *facts) {
  const char *name = proj_get_name(crs);
  snprintf(facts->name, sizeof facts->name, "%s", name ? name : "");
  facts->is_projected = proj_get_type(crs) == PJ_TYPE_PROJECTED_CRS;
  if (!proj_get_area_of_use(context, crs, &facts->west, &facts->south, &facts->east, &facts->north,
                            NULL) ||
      facts->west < -180 || facts->south < -90) {
    facts->west = -180, facts->south = -90, facts->east = 180, facts->north = 90;
  }
}

fl_crs *fl_crs_open(int code, fl_crs_facts *facts, int *status) {
  memset(facts, 0, sizeof *facts);
  *status = FL_CRS_NO_DATABASE;
  fl_crs *crs = calloc(1, sizeof *crs);
  PJ_CONTEXT *context = proj_context_create();
  if (!crs || !context) {
    free(crs);
    return NULL;
  }
  crs->context = context;
  proj_log_func(context, NULL, quiet);
  proj_context_set_enable_network(context, 0);
  char text[16];
  snprintf(text, sizeof text, "%d", code);
  PJ *source = NULL;
  if (proj_context_get_database_metadata(context, "EPSG.VERSION")) {
    *status = FL_CRS_UNKNOWN;
    source = proj_create_from_database(context, "EPSG", text, PJ_CATEGORY_CRS, 0, NULL);
  }
  if (source) {
    tell(context, source, facts);
    *status = is_horizontal(proj_get_type(source)) ? FL_CRS_NO_OPERATION : FL_CRS_NOT_HORIZONTAL;
  }
  if (*status == FL_CRS_NO_OPERATION) {
    crs->operation = usable(context, source, "4326");
    if (!crs->operation) crs->operation = usable(context, source, "4490");
    if (crs->operation) {
      *status = FL_CRS_OK;
      facts->accuracy = proj_coordoperation_get_accuracy(context, crs->operation);
    } else if (wants_grid(context, source, facts)) {
      *status = FL_CRS_NO_GRID;
    }
  }
  proj_destroy(source);
  if (*status == FL_CRS_OK) return crs;
  fl_crs_close(crs);
  return NULL;
}

void fl_crs_close(fl_crs *crs) {
  if (!crs) return;
  proj_destroy(crs->operation);
  proj_context_destroy(crs->context);
  free(crs);
}

static int convert(fl_crs *crs, PJ_DIRECTION direction, double *x, double *y) {
  // HUGE_VAL is "no epoch": with one, continents that a conversion moves would be moved to that year.
  PJ_COORD to = proj_trans(crs->operation, direction, proj_coord(*x, *y, 0, HUGE_VAL));
  if (!isfinite(to.xy.x) || !isfinite(to.xy.y)) return 0;
  *x = to.xy.x;
  *y = to.xy.y;
  return 1;
}

int fl_crs_to_degrees(fl_crs *crs, double *x, double *y) { return convert(crs, PJ_FWD, x, y); }

int fl_crs_from_degrees(fl_crs *crs, double *x, double *y) { return convert(crs, PJ_INV, x, y); }
