/* What RoadGeodata sees of libdeflate: inflation of whole buffers. */
#ifndef JOL_CDEFLATE_SHIM_H
#define JOL_CDEFLATE_SHIM_H

#include <libdeflate.h>

#endif
