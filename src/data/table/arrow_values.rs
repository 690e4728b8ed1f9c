//! From the arrays of Arrow to [`Value`]s.

use std::rc::Rc;

use arrow_array::cast::AsArray;
use arrow_array::types::{
    Decimal32Type, Decimal64Type, Decimal128Type, Decimal256Type, DecimalType, Float16Type, Float32Type,
    Float64Type, Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrowPrimitiveType, RecordBatch};
use arrow_schema::{DataType, TimeUnit};

use crate::data::table::value::Value;
use crate::data::table::wanted::Wanted;

/// A text that is not UTF-8.
#[derive(Clone, Copy, Debug)]
pub(super) struct NotText;

/// The row of a batch at this place, as far as it is wanted.
pub(super) fn row(batch: &RecordBatch, at: usize, wanted: &Wanted) -> Result<Value, NotText> {
    let schema = batch.schema_ref();
    let columns = schema.fields().iter().zip(batch.columns());
    entries(columns.map(|(field, column)| (field.name().as_str(), &**column)), at, wanted)
}

fn entries<'a>(
    columns: impl Iterator<Item = (&'a str, &'a dyn Array)>,
    at: usize,
    wanted: &Wanted,
) -> Result<Value, NotText> {
    let mut entries = Vec::new();
    for (name, column) in columns {
        if wanted.is_all() {
            entries.push((Rc::from(name), value(column, at, wanted)?));
        } else if let Some((name, wanted)) = wanted.of(name) {
            entries.push((Rc::clone(name), value(column, at, wanted)?));
        }
    }
    Ok(Value::Struct(entries))
}

fn list(values: &dyn Array, wanted: &Wanted) -> Result<Value, NotText> {
    Ok(Value::List((0..values.len()).map(|at| value(values, at, wanted)).collect::<Result<_, _>>()?))
}

fn value(array: &dyn Array, at: usize, wanted: &Wanted) -> Result<Value, NotText> {
    if array.is_null(at) {
        return Ok(Value::Null);
    }
    let bytes = |bytes: &[u8]| std::str::from_utf8(bytes).map(Value::text).map_err(|_| NotText);
    Ok(match array.data_type() {
        DataType::Null => Value::Null,
        DataType::Boolean => Value::Bool(array.as_boolean().value(at)),
        DataType::Int8 => whole::<Int8Type>(array, at),
        DataType::Int16 => whole::<Int16Type>(array, at),
        DataType::Int32 => whole::<Int32Type>(array, at),
        DataType::Int64 => whole::<Int64Type>(array, at),
        DataType::UInt8 => whole::<UInt8Type>(array, at),
        DataType::UInt16 => whole::<UInt16Type>(array, at),
        DataType::UInt32 => whole::<UInt32Type>(array, at),
        DataType::UInt64 => whole::<UInt64Type>(array, at),
        DataType::Float16 => Value::Number(array.as_primitive::<Float16Type>().value(at).to_f64()),
        DataType::Float32 => Value::Number(array.as_primitive::<Float32Type>().value(at).into()),
        DataType::Float64 => Value::Number(array.as_primitive::<Float64Type>().value(at)),
        DataType::Decimal32(..) => decimal::<Decimal32Type>(array, at),
        DataType::Decimal64(..) => decimal::<Decimal64Type>(array, at),
        DataType::Decimal128(..) => decimal::<Decimal128Type>(array, at),
        DataType::Decimal256(..) => decimal::<Decimal256Type>(array, at),
        DataType::Utf8 => Value::text(array.as_string::<i32>().value(at)),
        DataType::LargeUtf8 => Value::text(array.as_string::<i64>().value(at)),
        DataType::Utf8View => Value::text(array.as_string_view().value(at)),
        DataType::Binary => bytes(array.as_binary::<i32>().value(at))?,
        DataType::LargeBinary => bytes(array.as_binary::<i64>().value(at))?,
        DataType::BinaryView => bytes(array.as_binary_view().value(at))?,
        DataType::FixedSizeBinary(_) => {
            let digits = array.as_fixed_size_binary().value(at).iter().map(|byte| format!("{byte:02x}"));
            Value::Text(digits.collect::<String>().into())
        }
        DataType::Date32 => whole::<arrow_array::types::Date32Type>(array, at),
        DataType::Date64 => whole::<arrow_array::types::Date64Type>(array, at),
        DataType::Timestamp(unit, _) => match unit {
            TimeUnit::Second => whole::<arrow_array::types::TimestampSecondType>(array, at),
            TimeUnit::Millisecond => whole::<arrow_array::types::TimestampMillisecondType>(array, at),
            TimeUnit::Microsecond => whole::<arrow_array::types::TimestampMicrosecondType>(array, at),
            TimeUnit::Nanosecond => whole::<arrow_array::types::TimestampNanosecondType>(array, at),
        },
        DataType::List(_) => list(&array.as_list::<i32>().value(at), wanted)?,
        DataType::LargeList(_) => list(&array.as_list::<i64>().value(at), wanted)?,
        DataType::ListView(_) => list(&array.as_list_view::<i32>().value(at), wanted)?,
        DataType::LargeListView(_) => list(&array.as_list_view::<i64>().value(at), wanted)?,
        DataType::FixedSizeList(..) => list(&array.as_fixed_size_list().value(at), wanted)?,
        DataType::Struct(fields) => {
            let columns = fields.iter().zip(array.as_struct().columns());
            entries(columns.map(|(field, column)| (field.name().as_str(), &**column)), at, wanted)?
        }
        DataType::Map(..) => map(&array.as_map().value(at), wanted)?,
        DataType::Dictionary(..) => {
            let dictionary = array.as_any_dictionary();
            let key = match value(dictionary.keys(), at, wanted)? {
                Value::Digits(digits) => digits.parse().ok(),
                _ => None,
            };
            match key.filter(|key| *key < dictionary.values().len()) {
                Some(key) => value(dictionary.values(), key, wanted)?,
                None => Value::Null,
            }
        }
        // Said where it is used, as what is found instead of a number.
        other => Value::Text(format!("a value of the type {other}").into()),
    })
}

fn whole<T: ArrowPrimitiveType>(array: &dyn Array, at: usize) -> Value
where
    T::Native: std::fmt::Display,
{
    Value::Digits(array.as_primitive::<T>().value(at).to_string().into())
}

fn decimal<T: DecimalType>(array: &dyn Array, at: usize) -> Value {
    Value::Digits(array.as_primitive::<T>().value_as_string(at).into())
}

/// A struct of the entries of a map, whose keys are what they are as text.
fn map(entries: &arrow_array::StructArray, wanted: &Wanted) -> Result<Value, NotText> {
    let [keys, values] = entries.columns() else { return Ok(Value::Null) };
    let everything = Wanted::everything();
    let mut found = Vec::new();
    for at in 0..entries.len() {
        let key = value(keys, at, &everything)?;
        let key = key.words().unwrap_or_default();
        if wanted.is_all() {
            found.push((Rc::from(&*key), value(values, at, wanted)?));
        } else if let Some((name, wanted)) = wanted.of(&key) {
            found.push((Rc::clone(name), value(values, at, wanted)?));
        }
    }
    Ok(Value::Struct(found))
}
