//! What messages of Arrow say about themselves.

use arrow_ipc::Message;

/// The bytes that packed buffers at these places in the body of a message say that they unpack to.
pub(super) fn claims(packed: &[usize], body: &[u8]) -> u64 {
    packed.iter().map(|&place| claimed(body, place)).fold(0, u64::saturating_add)
}

/// The places of packed buffers in the body of a message; each begins with the length that it unpacks to.
pub(super) fn packed_buffers(message: &Message<'_>) -> Vec<usize> {
    let dictionary = message.header_as_dictionary_batch().and_then(|batch| batch.data());
    let Some(batch) = message.header_as_record_batch().or(dictionary) else { return Vec::new() };
    let (Some(_), Some(buffers)) = (batch.compression(), batch.buffers()) else { return Vec::new() };
    let present = buffers.iter().filter(|buffer| buffer.length() > 0);
    present.filter_map(|buffer| usize::try_from(buffer.offset()).ok()).collect()
}

/// The length that the buffer at this place says it unpacks to; a negative one means that it is not packed.
fn claimed(body: &[u8], place: usize) -> u64 {
    let length =
        body.get(place..).and_then(|bytes| bytes.first_chunk()).copied().map_or(0, i64::from_le_bytes);
    u64::try_from(length).unwrap_or(0)
}
