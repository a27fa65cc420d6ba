import { NEVER_MS } from '../bucketMath';

/*
 * What Redis runs, whole or not at all. The arithmetic is that of `bucketMath.ts`, where it is explained; the conformance test
 * holds both to one model.
 *
 * A bucket is a field of five doubles, packed as bytes, so that no fraction is lost: tokens, when they were counted, capacity,
 * refill per minute, and until when the key is kept at least. A field that is not there is a full bucket. A reservation is two
 * doubles, when it expires and how many tokens it holds, and then the fields that it is charged to, with spaces between them.
 * Numbers that a script returns are whole, because Redis cuts them off.
 *
 * Each call of Redis, each function and each table costs about as much as all of the arithmetic; that is why there are few.
 */

/** Begins every script. Time is that of Redis: the clocks of the callers differ. */
const COMMON = `
local max, min, floor, ceil = math.max, math.min, math.floor, math.ceil
local time = redis.call('TIME')
local now = time[1] * 1000 + floor(time[2] / 1000)
`;

/**
 * What is left of a bucket under a limit: tokens, and when they were counted. As they are stored, unless the limit has changed,
 * which the third result says.
 */
const READ = `
local function read(stored, capacity, refill)
  local tokens, at, old_capacity, old_refill = struct.unpack('>dddd', stored)
  if old_capacity == capacity and old_refill == refill then
    return tokens, at, false
  end
  tokens = min(old_capacity, tokens + max(0, now - at) * min(old_refill, refill) / 60000)
  return min(tokens, capacity), max(at, now), true
end
`;

/**
 * Writes a bucket, and keeps the key for longer than it takes to be full: one that is forgotten before is full too soon. The minute
 * on top spares most calls from setting that again; until when the key is kept at least is known without asking.
 */
const WRITE = `
local function write(field, tokens, at, capacity, refill, kept_until, at_least)
  redis.call('HSET', KEYS[1], field, struct.pack('>ddddd', tokens, at, capacity, refill, kept_until))
  local needed = at_least
  if tokens < capacity then
    needed = max(needed, (capacity - tokens) * 60000 / refill)
  end
  if now + needed <= kept_until then
    return
  end
  if needed > 1e14 then
    redis.call('PERSIST', KEYS[1])
    kept_until = math.huge
  else
    needed = ceil(needed) + 60000
    local ttl = redis.call('PTTL', KEYS[1])
    -- Below 0 there is none: the key is new, which has one field, or is kept for good because of another bucket.
    if (ttl < 0 and redis.call('HLEN', KEYS[1]) == 1) or (ttl >= 0 and ttl < needed) then
      redis.call('PEXPIRE', KEYS[1], string.format('%.0f', needed))
    end
    kept_until = now + needed
  end
  redis.call('HSET', KEYS[1], field, struct.pack('>ddddd', tokens, at, capacity, refill, kept_until))
end
`;

/**
 * KEYS: buckets of the tenant, reservation. ARGV: tokens, ms until it expires, then the fields of all buckets, then capacity and
 * refill per minute of each. Returns one of
 *
 * - `{0, is repeated, remaining, expires at}`: reserved
 * - `{1, number of the bucket, remaining, retry after}`: too few now
 * - `{2, number of the bucket}`: larger than the bucket
 */
export const RESERVE = `${COMMON}${READ}${WRITE}
local needed, expires_in = tonumber(ARGV[1]), tonumber(ARGV[2])
local count = (#ARGV - 2) / 3
local last = 2 + count
local stored = redis.call('HMGET', KEYS[1], unpack(ARGV, 3, last))

local levels, ats = {}, {}
local lowest = math.huge
for i = 1, count do
  local capacity, refill = tonumber(ARGV[last + i * 2 - 1]), tonumber(ARGV[last + i * 2])
  local level, at = capacity, now
  if stored[i] then
    level, at = read(stored[i], capacity, refill)
    level = min(capacity, level + max(0, now - at) * refill / 60000)
  end
  levels[i], ats[i] = level, max(at, now)
  lowest = min(lowest, level)
end

if lowest >= needed then
  local expires_at = now + expires_in
  local reservation = struct.pack('>dd', expires_at, needed) .. table.concat(ARGV, ' ', 3, last)
  if redis.call('SET', KEYS[2], reservation, 'PX', ARGV[2], 'NX') then
    for i = 1, count do
      -- Not forgotten either while the reservation may still be settled.
      write(
        ARGV[2 + i], levels[i] - needed, ats[i],
        tonumber(ARGV[last + i * 2 - 1]), tonumber(ARGV[last + i * 2]),
        stored[i] and struct.unpack('>d', stored[i], 33) or 0, expires_in
      )
    end
    return { 0, 0, floor(lowest - needed), expires_at }
  end
end

local reservation = redis.call('GET', KEYS[2])
if reservation then
  return { 0, 1, max(0, floor(lowest)), (struct.unpack('>d', reservation)) }
end

local slowest, longest = 0, 0
for i = 1, count do
  local capacity, refill = tonumber(ARGV[last + i * 2 - 1]), tonumber(ARGV[last + i * 2])
  if capacity < needed then
    return { 2, i }
  end
  if levels[i] < needed then
    local tokens, at = read(stored[i], capacity, refill)
    local wait = ${NEVER_MS}
    if refill > 0 then
      local ms = ceil((needed - tokens) * 60000 / refill)
      if tokens + ms * refill / 60000 < needed then
        ms = ms + 1
      end
      wait = min(wait, max(1, at + ms - now))
    end
    if wait > longest then
      slowest, longest = i, wait
    end
  end
end
-- Without it a bucket whose refill was raised from nothing would go on waiting at the old rate.
for i = 1, count do
  if stored[i] then
    local capacity, refill = tonumber(ARGV[last + i * 2 - 1]), tonumber(ARGV[last + i * 2])
    local tokens, at, is_changed = read(stored[i], capacity, refill)
    if is_changed then
      write(ARGV[2 + i], tokens, at, capacity, refill, (struct.unpack('>d', stored[i], 33)), 0)
    end
  end
end
return { 1, slowest, max(0, floor(levels[slowest])), longest }
`;

/**
 * KEYS: buckets of the tenant, reservation. ARGV: tokens that were used. Returns `{0}` when there is no such reservation, else
 * `{1, reserved tokens, remaining}`.
 */
export const SETTLE = `${COMMON}${WRITE}
local reservation = redis.call('GET', KEYS[2])
if not reservation then
  return { 0 }
end
local _, reserved, names_begin = struct.unpack('>dd', reservation)
local unused = reserved - tonumber(ARGV[1])
local lowest = math.huge
for field in string.gmatch(string.sub(reservation, names_begin), '%S+') do
  local stored = redis.call('HGET', KEYS[1], field)
  -- The buckets outlive their reservations, unless an operator deleted them.
  if stored then
    local tokens, at, capacity, refill, kept_until = struct.unpack('>ddddd', stored)
    tokens = min(capacity, tokens + max(0, now - at) * refill / 60000)
    tokens = min(capacity, tokens + unused)
    write(field, tokens, max(at, now), capacity, refill, kept_until, 0)
    lowest = min(lowest, tokens)
  end
end
redis.call('DEL', KEYS[2])
if lowest == math.huge then
  lowest = 0
end
return { 1, reserved, max(0, floor(lowest)) }
`;

/**
 * KEYS: buckets of the tenant. ARGV: the fields of all buckets, then capacity and refill per minute of each. Returns their levels,
 * rounded down.
 */
export const LEVELS = `${COMMON}${READ}
local levels = {}
local count = #ARGV / 3
for i = 1, count do
  local capacity, refill = tonumber(ARGV[count + i * 2 - 1]), tonumber(ARGV[count + i * 2])
  local stored = redis.call('HGET', KEYS[1], ARGV[i])
  local level = capacity
  if stored then
    local tokens, at = read(stored, capacity, refill)
    level = min(capacity, tokens + max(0, now - at) * refill / 60000)
  end
  levels[i] = floor(level)
end
return levels
`;
