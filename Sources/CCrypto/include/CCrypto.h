#pragma once
// AES-128-GCM of libcrypto with one context for a thread, re-keyed for each datagram.

#include <stddef.h>
#include <stdint.h>

enum { FL_KEY_SIZE = 16, FL_NONCE_SIZE = 12, FL_TAG_SIZE = 16 };

typedef struct fl_aead fl_aead;

// Allocates a context; NULL if libcrypto has no AES-128-GCM or no memory.
fl_aead *fl_aead_create(void);
void fl_aead_destroy(fl_aead *aead);

// Decrypts `byte_count` bytes of `sealed`, of which the last FL_TAG_SIZE are the tag, into `plain`,
// which has room for byte_count - FL_TAG_SIZE. Returns 1 if the tag holds, else 0: then `plain` holds
// nothing that may be used.
int fl_aead_open(fl_aead *aead, const uint8_t *key, const uint8_t *nonce, const uint8_t *header,
                 size_t header_count, const uint8_t *sealed, size_t byte_count, uint8_t *plain);

// Encrypts `byte_count` bytes of `plain` into `sealed`, which has room for FL_TAG_SIZE more.
// Returns 1, or 0 if libcrypto failed.
int fl_aead_seal(fl_aead *aead, const uint8_t *key, const uint8_t *nonce, const uint8_t *header,
                 size_t header_count, const uint8_t *plain, size_t byte_count, uint8_t *sealed);

// Fills `bytes` from the system's generator of secrets: 1, or 0 if it failed.
int fl_random(uint8_t *bytes, size_t byte_count);
