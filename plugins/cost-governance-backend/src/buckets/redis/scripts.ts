import { NEVER_MS } from '../bucketMath';

/*
 * What Redis runs, whole or not at all. The arithmetic is that of `bucketMath.ts`, where it is explained; the conformance test
 * holds both to one model.
 *
 * A bucket is a field `<tokens> <at> <capacity> <refill per minute>`; a field that is not there is a full bucket. A reservation
 * is a string `<expires at> <tokens> <field> <field> …`. Numbers are written with 17 digits, which is all that a double has:
 * Lua's own `tostring` drops what a slow refill adds. Numbers that are returned are whole, because Redis cuts them off.
 */

/** Begins every script. Time is that of Redis: the clocks of the callers differ. */
const COMMON = `
local function now_ms()
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end

local function level(bucket, now)
  local elapsed = math.max(0, now - bucket.at)
  return math.min(bucket.capacity, bucket.tokens + elapsed * bucket.refill / 60000)
end

local function advance(bucket, now)
  bucket.tokens = level(bucket, now)
  bucket.at = math.max(bucket.at, now)
end

local function parse(text)
  local tokens, at, capacity, refill = string.match(text, '^(%S+) (%S+) (%S+) (%S+)$')
  return {
    tokens = tonumber(tokens), at = tonumber(at),
    capacity = tonumber(capacity), refill = tonumber(refill),
  }
end

local function format(bucket)
  return string.format('%.17g %.17g %.17g %.17g', bucket.tokens, bucket.at, bucket.capacity, bucket.refill)
end

-- The second result says whether the limit differs from the one that is stored.
local function under_limit(text, capacity, refill, now)
  if not text then
    return { tokens = capacity, at = now, capacity = capacity, refill = refill }, false
  end
  local bucket = parse(text)
  if bucket.capacity == capacity and bucket.refill == refill then
    return bucket, false
  end
  bucket.refill = math.min(bucket.refill, refill)
  advance(bucket, now)
  bucket.tokens = math.min(bucket.tokens, capacity)
  bucket.capacity = capacity
  bucket.refill = refill
  return bucket, true
end

-- For longer than the slowest bucket takes to be full: one that is forgotten before is full too soon. The minute on top spares most
-- calls from setting it again.
-- The time to live is from before the change: below 0 it is -2 for a key that was not there, or -1 for one that is kept for good.
local function keep(key, ttl, needed)
  if ttl == -1 or ttl >= needed then
    return
  end
  if needed > 1e14 then
    redis.call('PERSIST', key)
  else
    redis.call('PEXPIRE', key, string.format('%.0f', math.ceil(needed) + 60000))
  end
end

local function ms_until_full(bucket)
  if bucket.tokens >= bucket.capacity then
    return 0
  end
  return (bucket.capacity - bucket.tokens) * 60000 / bucket.refill
end
`;

/**
 * KEYS: buckets of the tenant, reservation. ARGV: tokens, ms until it expires, then field, capacity and refill per minute of each
 * bucket. Returns one of
 *
 * - `{0, is repeated, remaining, expires at}`: reserved
 * - `{1, number of the bucket, remaining, retry after}`: too few now
 * - `{2, number of the bucket}`: larger than the bucket
 */
export const RESERVE = `${COMMON}
local needed = tonumber(ARGV[1])
local expires_in = tonumber(ARGV[2])
local now = now_ms()

local fields = {}
for i = 3, #ARGV, 3 do
  fields[#fields + 1] = ARGV[i]
end
local texts = redis.call('HMGET', KEYS[1], unpack(fields))
local buckets = {}
local is_limit_changed = false
local lowest = math.huge
for i = 1, #fields do
  local bucket, is_changed = under_limit(texts[i], tonumber(ARGV[i * 3 + 1]), tonumber(ARGV[i * 3 + 2]), now)
  buckets[i] = bucket
  is_limit_changed = is_limit_changed or is_changed
  lowest = math.min(lowest, level(bucket, now))
end

local reservation = redis.call('GET', KEYS[2])
if reservation then
  local expires_at = string.match(reservation, '^%S+')
  return { 0, 1, math.max(0, math.floor(lowest)), tonumber(expires_at) }
end

for i = 1, #fields do
  if buckets[i].capacity < needed then
    return { 2, i }
  end
end

if lowest < needed then
  local slowest, longest = 0, -1
  for i = 1, #fields do
    local bucket = buckets[i]
    if level(bucket, now) < needed then
      local wait = ${NEVER_MS}
      if bucket.refill > 0 then
        local ms = math.ceil((needed - bucket.tokens) * 60000 / bucket.refill)
        if bucket.tokens + ms * bucket.refill / 60000 < needed then
          ms = ms + 1
        end
        wait = math.min(wait, math.max(1, bucket.at + ms - now))
      end
      if wait > longest then
        slowest, longest = i, wait
      end
    end
  end
  -- Without it a bucket whose refill was raised from nothing would go on waiting at the old rate.
  if is_limit_changed then
    local ttl = redis.call('PTTL', KEYS[1])
    local full_in = 0
    for i = 1, #fields do
      if texts[i] then
        redis.call('HSET', KEYS[1], fields[i], format(buckets[i]))
        full_in = math.max(full_in, ms_until_full(buckets[i]))
      end
    end
    keep(KEYS[1], ttl, full_in)
  end
  return { 1, slowest, math.max(0, math.floor(level(buckets[slowest], now))), longest }
end

local ttl = redis.call('PTTL', KEYS[1])
-- Not forgotten either while a reservation may still be settled.
local kept_for = expires_in
local changes = {}
for i = 1, #fields do
  local bucket = buckets[i]
  advance(bucket, now)
  bucket.tokens = bucket.tokens - needed
  kept_for = math.max(kept_for, ms_until_full(bucket))
  changes[#changes + 1] = fields[i]
  changes[#changes + 1] = format(bucket)
end
redis.call('HSET', KEYS[1], unpack(changes))
keep(KEYS[1], ttl, kept_for)
local expires_at = now + expires_in
redis.call(
  'SET', KEYS[2],
  string.format('%.17g %.17g ', expires_at, needed) .. table.concat(fields, ' '),
  'PX', ARGV[2]
)
return { 0, 0, math.max(0, math.floor(lowest - needed)), expires_at }
`;

/**
 * KEYS: buckets of the tenant, reservation. ARGV: tokens that were used. Returns `{0}` when there is no such reservation, else
 * `{1, reserved tokens, remaining}`.
 */
export const SETTLE = `${COMMON}
local reservation = redis.call('GET', KEYS[2])
if not reservation then
  return { 0 }
end
local now = now_ms()
local _, reserved, names = string.match(reservation, '^(%S+) (%S+) (.*)$')
reserved = tonumber(reserved)
local unused = reserved - tonumber(ARGV[1])
local fields = {}
for field in string.gmatch(names, '%S+') do
  fields[#fields + 1] = field
end
local texts = redis.call('HMGET', KEYS[1], unpack(fields))
local ttl = redis.call('PTTL', KEYS[1])
local lowest = math.huge
local kept_for = 0
for i = 1, #fields do
  -- The buckets outlive their reservations, unless an operator deleted them.
  if texts[i] then
    local bucket = parse(texts[i])
    advance(bucket, now)
    bucket.tokens = math.min(bucket.capacity, bucket.tokens + unused)
    lowest = math.min(lowest, bucket.tokens)
    kept_for = math.max(kept_for, ms_until_full(bucket))
    redis.call('HSET', KEYS[1], fields[i], format(bucket))
  end
end
keep(KEYS[1], ttl, kept_for)
redis.call('DEL', KEYS[2])
if lowest == math.huge then
  lowest = 0
end
return { 1, reserved, math.max(0, math.floor(lowest)) }
`;

/** KEYS: buckets of the tenant. ARGV: field, capacity and refill per minute of each bucket. Returns their levels, rounded down. */
export const LEVELS = `${COMMON}
local now = now_ms()
local levels = {}
for i = 1, #ARGV, 3 do
  local text = redis.call('HGET', KEYS[1], ARGV[i])
  local bucket = under_limit(text, tonumber(ARGV[i + 1]), tonumber(ARGV[i + 2]), now)
  levels[#levels + 1] = math.floor(level(bucket, now))
end
return levels
`;
