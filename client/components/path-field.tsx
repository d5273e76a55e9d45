import form from './form.module.css';

interface PathFieldProps {
  label: string;
  placeholder: string;
  value: string;
  onChange(path: string): void;
}

/** Takes the path of a document as it was copied from somewhere: nothing is corrected or completed. */
export function PathField({ label, placeholder, value, onChange }: PathFieldProps) {
  return (
    <label className={form.field}>
      <span>{label}</span>
      <input
        required
        maxLength={4096}
        autoCapitalize="off"
        autoComplete="off"
        spellCheck={false}
        placeholder={placeholder}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  );
}
