/*
 * A PKCS#11 library that passes every call on to another one, and on demand behaves as tokens do on bad days: fails, hangs,
 * counts wrong PINs and locks. What pulls the rug out from under calls waits for those under way.
 * Built with -DTHEIRS="path of the other library".
 */
#include <dlfcn.h>
#include <pthread.h>
#include <stddef.h>

typedef unsigned long ULONG;
typedef ULONG (*FUNCTION)();

enum {
    INITIALIZE = 0, FINALIZE = 1, GET_FUNCTION_LIST = 3, GET_SLOT_LIST = 4, GET_TOKEN_INFO = 6, INIT_TOKEN = 9, OPEN_SESSION = 12,
    CLOSE_SESSION = 13, CLOSE_ALL_SESSIONS = 14, GET_SESSION_INFO = 15, LOGIN = 18, LOGOUT = 19, DESTROY_OBJECT = 22,
    GET_ATTRIBUTE_VALUE = 24, FIND_OBJECTS_INIT = 26, FIND_OBJECTS = 27, FIND_OBJECTS_FINAL = 28, ENCRYPT_INIT = 29,
    ENCRYPT = 30, DECRYPT_INIT = 33, DECRYPT = 34, SIGN_INIT = 42, SIGN = 43, GENERATE_KEY_PAIR = 59, FUNCTIONS = 68
};

#define OK 0UL
#define PIN_INCORRECT 0xA0UL
#define PIN_LOCKED 0xA4UL
#define USER 1UL
#define MOST_WRONG_PINS 3
#define FLAGS_OFFSET 96

typedef struct { unsigned char version[2]; FUNCTION functions[FUNCTIONS]; } LIST;

static LIST mine, *theirs;
static pthread_rwlock_t calls = PTHREAD_RWLOCK_INITIALIZER;
static pthread_mutex_t mood = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t mood_changed = PTHREAD_COND_INITIALIZER;
static ULONG failure, flags;
static int failing, hanging, hung, logins, opened, wrong_pins;

/* -1 for every function. */
void unruly_fail(int function, ULONG code) {
    pthread_mutex_lock(&mood);
    failing = function;
    failure = code;
    pthread_mutex_unlock(&mood);
}

void unruly_hang(int on) {
    pthread_mutex_lock(&mood);
    hanging = on;
    pthread_cond_broadcast(&mood_changed);
    pthread_mutex_unlock(&mood);
}

void unruly_flags(ULONG on) {
    pthread_mutex_lock(&mood);
    flags = on;
    pthread_mutex_unlock(&mood);
}

/* The security officer resets the user's PIN. */
void unruly_unlock(void) {
    pthread_mutex_lock(&mood);
    wrong_pins = 0;
    pthread_mutex_unlock(&mood);
}

static int read_count(int *count) {
    pthread_mutex_lock(&mood);
    int value = *count;
    pthread_mutex_unlock(&mood);
    return value;
}

int unruly_hung(void) { return read_count(&hung); }
int unruly_logins(void) { return read_count(&logins); }
int unruly_opened(void) { return read_count(&opened); }

static ULONG begin(int function) {
    pthread_mutex_lock(&mood);
    ULONG code = failing == -1 || failing == function ? failure : OK;
    if (hanging && (function == ENCRYPT || function == DECRYPT || function == SIGN)) {
        hung++;
        while (hanging) pthread_cond_wait(&mood_changed, &mood);
        hung--;
    }
    pthread_mutex_unlock(&mood);
    return code;
}

#define PASS(INDEX, NAME, PARAMETERS, ARGUMENTS)                          \
    static ULONG NAME PARAMETERS {                                        \
        ULONG code = begin(INDEX);                                        \
        if (code != OK) return code;                                      \
        pthread_rwlock_rdlock(&calls);                                    \
        code = ((ULONG (*) PARAMETERS) theirs->functions[INDEX]) ARGUMENTS; \
        pthread_rwlock_unlock(&calls);                                    \
        return code;                                                      \
    }

PASS(GET_SLOT_LIST, get_slot_list, (unsigned char present, void *list, void *count), (present, list, count))
PASS(CLOSE_SESSION, close_session, (ULONG session), (session))
PASS(GET_SESSION_INFO, get_session_info, (ULONG session, void *info), (session, info))
PASS(DESTROY_OBJECT, destroy_object, (ULONG session, ULONG object), (session, object))
PASS(GET_ATTRIBUTE_VALUE, get_attribute_value, (ULONG s, ULONG o, void *t, ULONG n), (s, o, t, n))
PASS(FIND_OBJECTS_INIT, find_objects_init, (ULONG s, void *t, ULONG n), (s, t, n))
PASS(FIND_OBJECTS, find_objects, (ULONG s, void *o, ULONG most, void *n), (s, o, most, n))
PASS(FIND_OBJECTS_FINAL, find_objects_final, (ULONG s), (s))
PASS(ENCRYPT_INIT, encrypt_init, (ULONG s, void *m, ULONG k), (s, m, k))
PASS(ENCRYPT, encrypt, (ULONG s, void *i, ULONG n, void *o, void *m), (s, i, n, o, m))
PASS(DECRYPT_INIT, decrypt_init, (ULONG s, void *m, ULONG k), (s, m, k))
PASS(DECRYPT, decrypt, (ULONG s, void *i, ULONG n, void *o, void *m), (s, i, n, o, m))
PASS(SIGN_INIT, sign_init, (ULONG s, void *m, ULONG k), (s, m, k))
PASS(SIGN, sign, (ULONG s, void *i, ULONG n, void *o, void *m), (s, i, n, o, m))
PASS(GENERATE_KEY_PAIR, generate_key_pair,
     (ULONG s, void *m, void *a, ULONG na, void *b, ULONG nb, void *pub, void *priv), (s, m, a, na, b, nb, pub, priv))

/* What others in the process do beside calls: once those under way are through, as SoftHSM frees what they use. */
#define ALONE(INDEX, NAME, PARAMETERS, ARGUMENTS)                         \
    static ULONG NAME PARAMETERS {                                        \
        pthread_rwlock_wrlock(&calls);                                    \
        ULONG code = ((ULONG (*) PARAMETERS) theirs->functions[INDEX]) ARGUMENTS; \
        pthread_rwlock_unlock(&calls);                                    \
        return code;                                                      \
    }

ALONE(FINALIZE, finalize, (void *reserved), (reserved))
ALONE(INIT_TOKEN, init_token, (ULONG slot, void *pin, ULONG length, void *label), (slot, pin, length, label))
ALONE(CLOSE_ALL_SESSIONS, close_all_sessions, (ULONG slot), (slot))
ALONE(LOGOUT, logout, (ULONG session), (session))

static ULONG open_session(ULONG slot, ULONG session_flags, void *application, void *notify, void *session) {
    ULONG code = begin(OPEN_SESSION);
    if (code != OK) return code;
    pthread_rwlock_rdlock(&calls);
    code = theirs->functions[OPEN_SESSION](slot, session_flags, application, notify, session);
    pthread_rwlock_unlock(&calls);
    pthread_mutex_lock(&mood);
    opened++;
    pthread_mutex_unlock(&mood);
    return code;
}

static ULONG get_token_info(ULONG slot, unsigned char *info) {
    ULONG code = begin(GET_TOKEN_INFO);
    if (code != OK) return code;
    pthread_rwlock_rdlock(&calls);
    code = theirs->functions[GET_TOKEN_INFO](slot, info);
    pthread_rwlock_unlock(&calls);
    if (code == OK) *(ULONG *) (void *) (info + FLAGS_OFFSET) |= flags;
    return code;
}

static ULONG login(ULONG session, ULONG user, void *pin, ULONG length) {
    ULONG code = begin(LOGIN);
    if (code != OK) return code;
    pthread_mutex_lock(&mood);
    int locked = user == USER && wrong_pins >= MOST_WRONG_PINS;
    if (user == USER) logins++;
    pthread_mutex_unlock(&mood);
    if (locked) return PIN_LOCKED;
    pthread_rwlock_rdlock(&calls);
    code = theirs->functions[LOGIN](session, user, pin, length);
    pthread_rwlock_unlock(&calls);
    pthread_mutex_lock(&mood);
    if (user == USER) wrong_pins = code == PIN_INCORRECT ? wrong_pins + 1 : 0;
    pthread_mutex_unlock(&mood);
    return code;
}

static ULONG initialize(void *arguments) {
    ULONG code = begin(INITIALIZE);
    if (code != OK) return code;
    pthread_rwlock_wrlock(&calls);
    code = theirs->functions[INITIALIZE](arguments);
    pthread_rwlock_unlock(&calls);
    return code;
}

ULONG C_GetFunctionList(LIST **list) {
    void *library = dlopen(THEIRS, RTLD_NOW | RTLD_LOCAL);
    FUNCTION get = library ? (FUNCTION) dlsym(library, "C_GetFunctionList") : NULL;
    if (get == NULL || get(&theirs) != OK) return 5;
    mine = *theirs;
    mine.functions[INITIALIZE] = (FUNCTION) initialize;
    mine.functions[FINALIZE] = (FUNCTION) finalize;
    mine.functions[GET_FUNCTION_LIST] = (FUNCTION) C_GetFunctionList;
    mine.functions[GET_SLOT_LIST] = (FUNCTION) get_slot_list;
    mine.functions[GET_TOKEN_INFO] = (FUNCTION) get_token_info;
    mine.functions[INIT_TOKEN] = (FUNCTION) init_token;
    mine.functions[OPEN_SESSION] = (FUNCTION) open_session;
    mine.functions[CLOSE_SESSION] = (FUNCTION) close_session;
    mine.functions[CLOSE_ALL_SESSIONS] = (FUNCTION) close_all_sessions;
    mine.functions[GET_SESSION_INFO] = (FUNCTION) get_session_info;
    mine.functions[LOGIN] = (FUNCTION) login;
    mine.functions[LOGOUT] = (FUNCTION) logout;
    mine.functions[DESTROY_OBJECT] = (FUNCTION) destroy_object;
    mine.functions[GET_ATTRIBUTE_VALUE] = (FUNCTION) get_attribute_value;
    mine.functions[FIND_OBJECTS_INIT] = (FUNCTION) find_objects_init;
    mine.functions[FIND_OBJECTS] = (FUNCTION) find_objects;
    mine.functions[FIND_OBJECTS_FINAL] = (FUNCTION) find_objects_final;
    mine.functions[ENCRYPT_INIT] = (FUNCTION) encrypt_init;
    mine.functions[ENCRYPT] = (FUNCTION) encrypt;
    mine.functions[DECRYPT_INIT] = (FUNCTION) decrypt_init;
    mine.functions[DECRYPT] = (FUNCTION) decrypt;
    mine.functions[SIGN_INIT] = (FUNCTION) sign_init;
    mine.functions[SIGN] = (FUNCTION) sign;
    mine.functions[GENERATE_KEY_PAIR] = (FUNCTION) generate_key_pair;
    *list = &mine;
    return OK;
}
