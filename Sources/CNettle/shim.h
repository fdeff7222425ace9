#include <nettle/sha2.h>
#include <nettle/version.h>

// The one function whose shape differs between the versions of the library.
static inline void cnettle_sha256_finish(struct sha256_ctx *context, uint8_t digest[32]) {
#if NETTLE_VERSION_MAJOR >= 4
  sha256_digest(context, digest);
#else
  sha256_digest(context, 32, digest);
#endif
}
