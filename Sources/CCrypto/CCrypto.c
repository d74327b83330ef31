#pragma STDC FP_CONTRACT OFF
#include "CCrypto.h"

#include <openssl/evp.h>
#include <openssl/rand.h>
#include <stdlib.h>

struct fl_aead {
  EVP_CIPHER *cipher;
  EVP_CIPHER_CTX *context;
};

fl_aead *fl_aead_create(void) {
  fl_aead *a = calloc(1, sizeof *a);
  if (!a) return NULL;
  a->cipher = EVP_CIPHER_fetch(NULL, "AES-128-GCM", NULL);
  a->context = EVP_CIPHER_CTX_new();
  if (a->cipher && a->context && EVP_DecryptInit_ex2(a->context, a->cipher, NULL, NULL, NULL))
    return a;
  fl_aead_destroy(a);
  return NULL;
}

void fl_aead_destroy(fl_aead *a) {
  if (!a) return;
  EVP_CIPHER_CTX_free(a->context);
  EVP_CIPHER_free(a->cipher);
  free(a);
}

int fl_aead_open(fl_aead *a, const uint8_t *key, const uint8_t *nonce, const uint8_t *header,
                 size_t header_count, const uint8_t *sealed, size_t byte_count, uint8_t *plain) {
  if (byte_count < FL_TAG_SIZE) return 0;
  int count = (int)(byte_count - FL_TAG_SIZE), got = 0, last = 0;
  uint8_t *tag = (uint8_t *)sealed + count;
  return EVP_DecryptInit_ex2(a->context, NULL, key, nonce, NULL) == 1 &&
         EVP_DecryptUpdate(a->context, NULL, &got, header, (int)header_count) == 1 &&
         EVP_DecryptUpdate(a->context, plain, &got, sealed, count) == 1 &&
         EVP_CIPHER_CTX_ctrl(a->context, EVP_CTRL_AEAD_SET_TAG, FL_TAG_SIZE, tag) == 1 &&
         EVP_DecryptFinal_ex(a->context, plain + got, &last) == 1;
}

int fl_aead_seal(fl_aead *a, const uint8_t *key, const uint8_t *nonce, const uint8_t *header,
                 size_t header_count, const uint8_t *plain, size_t byte_count, uint8_t *sealed) {
  int got = 0, last = 0;
  return EVP_EncryptInit_ex2(a->context, NULL, key, nonce, NULL) == 1 &&
         EVP_EncryptUpdate(a->context, NULL, &got, header, (int)header_count) == 1 &&
         EVP_EncryptUpdate(a->context, sealed, &got, plain, (int)byte_count) == 1 &&
         EVP_EncryptFinal_ex(a->context, sealed + got, &last) == 1 &&
         EVP_CIPHER_CTX_ctrl(a->context, EVP_CTRL_AEAD_GET_TAG, FL_TAG_SIZE,
                             sealed + byte_count) == 1;
}

int fl_random(uint8_t *bytes, size_t byte_count) { return RAND_bytes(bytes, (int)byte_count) == 1; }
