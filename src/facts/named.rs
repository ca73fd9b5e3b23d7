//! Enums whose variants have stable names in the content files.

/// Makes an enum with its names: `ALL`, `name`, `from_name`, and reading it from content. A name that is unknown is a fault of the file,
/// and the first variant stands in its place.
macro_rules! named {
    ($(#[$of_enum:meta])* pub enum $enum:ident { $first_doc:literal $first:ident = $first_name:literal $(, $doc:literal $variant:ident = $name:literal)* $(,)? }) => {
        $(#[$of_enum])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $enum {
            #[doc = $first_doc] $first,
            $(#[doc = $doc] $variant,)*
        }

        impl $enum {
            /// Every one, in the order in which they are told.
            pub const ALL: &[Self] = &[Self::$first $(, Self::$variant)*];

            /// Its name in the content files.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    Self::$first => $first_name,
                    $(Self::$variant => $name,)*
                }
            }

            /// The one with this name.
            #[must_use]
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|known| known.name() == name)
            }
        }

        impl $crate::texts::FromContent for $enum {
            fn take(value: serde_json::Value, faults: &mut $crate::texts::Faults) -> Self {
                value.as_str().and_then(Self::from_name).unwrap_or_else(|| {
                    faults.note(concat!("a name of ", stringify!($enum)), &value);
                    Self::$first
                })
            }
        }
    };
}
pub(crate) use named;
